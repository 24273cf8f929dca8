// What a record waits for, and until when. The twin of dues.py; the day's end is explained there.
import type { Values } from './fields.ts'
import { ADDRESSED, awaits, type LifeCycle } from './lifecycle.ts'

export interface DuesMeta {
  life_cycle: LifeCycle
  inbox: { due_field: string } | null
  dues: readonly { field: string; states: readonly string[]; command: string | null }[]
}

export interface Due {
  field: string
  at: string
  /** The step the system takes once it is past due; null: people are reminded. */
  command: string | null
}

const END_OF_BANK_DAY = 'T16:00:00.000Z'

/** The instant by which it must be done, of a `datetime` or a `date` value. */
export function dueMoment(value: unknown): string | null {
  if (typeof value !== 'string') return null
  return value.includes('T') ? value : value + END_OF_BANK_DAY
}

/** The dues that apply in this state, soonest first. */
export function duesOf(kind: DuesMeta, status: string, values: Values): Due[] {
  const found = applying(kind, status).map((due) => ({ ...due, at: dueMoment(values[due.field]) }))
  return found.filter((due): due is Due => due.at !== null).sort((one, other) => compare(one.at, other.at))
}

function applying(kind: DuesMeta, status: string): Omit<Due, 'at'>[] {
  const named = kind.dues.filter((due) => due.states.includes(status)).map(({ field, command }) => ({ field, command }))
  const asked = kind.inbox !== null && awaits(kind.life_cycle, status).includes(ADDRESSED)
  if (!asked || named.some((due) => due.field === kind.inbox!.due_field)) return named
  return [...named, { field: kind.inbox!.due_field, command: null }]
}

const compare = (one: string, other: string) => Number(one > other) - Number(one < other)
