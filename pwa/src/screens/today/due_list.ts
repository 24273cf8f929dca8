// What waits for somebody, most pressing first: refused work, what is overdue, what asks for attention, what falls due, the rest by age.
import type { Shown } from '@/device/tablet'
import { duesOf } from '@sync/dues.ts'
import { kindOf, stateOf, type Kind, type State, type Told } from '@/contract'

export interface DueEntry {
  shown: Shown
  kind: Kind
  status: State
  /** Refused or in conflict: a person's turn before anything else. */
  mine: boolean
  dueAt: string | null
  /** What is due, in words; null: the record itself. */
  why: Told | null
  late: boolean
}

const WAITING: ReadonlySet<State['tone']> = new Set(['waiting', 'attention'])

export function dueList(all: readonly Shown[], now: number): DueEntry[] {
  return all.flatMap((shown) => entryOf(shown, now)).sort((one, other) => byPressure(one, other))
}

function entryOf(shown: Shown, now: number): DueEntry[] {
  const kind = kindOf(shown.row.kind)
  const status = kind && stateOf(kind, shown.row.status)
  const mine = shown.state === 'attention'
  if (!kind || !status) return []
  const due = duesOf(kind, shown.row.status, shown.row.values)[0]
  const dueAt = due?.at ?? null
  const waits = mine || dueAt !== null || (!status.final && WAITING.has(status.tone))
  if (!waits) return []
  const why = kind.dues.find((each) => each.field === due?.field) ?? null
  return [{ shown, kind, status, mine, dueAt, why, late: dueAt !== null && Date.parse(dueAt) < now }]
}

function rank(entry: DueEntry): number {
  if (entry.mine) return 0
  if (entry.late) return 1
  if (entry.status.tone === 'attention') return 2
  return entry.dueAt === null ? 4 : 3
}

function byPressure(one: DueEntry, other: DueEntry): number {
  const difference = rank(one) - rank(other)
  return difference || order(moment(one), moment(other)) || order(one.shown.row.id, other.shown.row.id)
}

/** Instants and ids are plain ASCII. */
const order = (one: string, other: string) => Number(one > other) - Number(one < other)

function moment(entry: DueEntry): string {
  return entry.dueAt ?? entry.shown.row.at
}
