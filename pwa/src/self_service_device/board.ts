// How the devices of the branch stand, worked out of records: those on a tablet, or those the server hands to the desk.
import { stateOf, kindOf } from '@/contract'
import { bankDay } from '@/i18n'

/** A record as either of them holds it, with the number people know it by. */
export interface Held {
  row: { id: string; kind: string; status: string; values: Readonly<Record<string, unknown>> }
  no: string
}

export interface DeviceStanding<T extends Held = Held> {
  shown: T
  /** Of this device and not yet restored, newest first. */
  faults: readonly T[]
  /** Since when it is down, by its oldest open fault; null while none is open. */
  downFrom: string | null
  recurred: boolean
}

export interface Patrol<T extends Held = Held> {
  shown: T
  deadline: string
  isDone: boolean
  isLate: boolean
}

/** What a month was like for a device: milliseconds without it, faults that began, and those that came back. */
export interface DeviceMonth {
  down: number
  began: number
  recurred: number
}

const DONE: ReadonlySet<string> = new Set(['submitted', 'reviewed'])

export function standings<T extends Held>(devices: readonly T[], faults: readonly T[]): DeviceStanding<T>[] {
  const all = devices.map((shown) => standingOf(shown, faults))
  return all.sort((one, other) => other.faults.length - one.faults.length || (one.shown.no < other.shown.no ? -1 : 1))
}

export function standingOf<T extends Held>(shown: T, faults: readonly T[]): DeviceStanding<T> {
  const own = faultsOf(shown, faults).filter(isOpen)
  const since = own.flatMap(({ row }) => text(row.values.down_from)).sort()
  return {
    shown,
    faults: own,
    downFrom: since[0] ?? null,
    recurred: own.some(({ row }) => row.values.recurrence === true),
  }
}

/** Of the bank's month in which `now` falls. Two faults at once take the device away once. */
export function monthOf(shown: Held, faults: readonly Held[], now: number): DeviceMonth {
  const start = Date.parse(`${bankDay(now).slice(0, 7)}-01T00:00:00+08:00`)
  const own = faultsOf(shown, faults).filter(({ row }) => row.status !== 'voided')
  const spans = own.flatMap((fault) => spanOf(fault, start, now)).sort((one, other) => one[0] - other[0])
  let [down, until] = [0, start]
  for (const [from, to] of spans) {
    down += Math.max(0, to - Math.max(from, until))
    until = Math.max(until, to)
  }
  const began = own.filter(({ row }) => text(row.values.down_from).some((at) => Date.parse(at) >= start))
  return { down, began: began.length, recurred: began.filter(({ row }) => row.values.recurrence === true).length }
}

function spanOf(fault: Held, start: number, now: number): [number, number][] {
  const { down_from: from, restored_at: back } = fault.row.values
  if (typeof from !== 'string') return []
  const over = isOpen(fault) ? now : typeof back === 'string' ? Date.parse(back) : Date.parse(from)
  return over > start ? [[Math.max(start, Date.parse(from)), Math.min(over, now)]] : []
}

const faultsOf = <T extends Held>(shown: Held, faults: readonly T[]) =>
  faults.filter(({ row }) => row.values.machine_id === shown.row.id)
const text = (value: unknown) => (typeof value === 'string' ? [value] : [])
const isOpen = ({ row }: Held) => stateOf(kindOf(row.kind)!, row.status)?.final === false

/** The rounds of the bank's day that walk through the open lobby: before opening, and while customers are in. */
export function patrolsOf<T extends Held>(inspections: readonly T[], now: number): Patrol<T>[] {
  const rounds = inspections.filter(({ row }) => row.values.kind === 'patrol' || row.values.kind === 'before_opening')
  const today = rounds.filter(
    ({ row }) => typeof row.values.deadline === 'string' && bankDay(row.values.deadline) === bankDay(now),
  )
  return today.map((shown) => patrolOf(shown, now)).sort((one, other) => (one.deadline < other.deadline ? -1 : 1))
}

function patrolOf<T extends Held>(shown: T, now: number): Patrol<T> {
  const deadline = String(shown.row.values.deadline)
  const isDone = DONE.has(shown.row.status)
  return { shown, deadline, isDone, isLate: !isDone && Date.parse(deadline) < now }
}
