// What one shift hands to the next, as far as the tablet knows it (domain.md §2.7); people add keys, things and words.
import type { Values } from '@/contract'
import type { Shown } from '@/device/tablet'
import type { ReferenceIndex } from '@/reference'
import { bankHour } from '../../today/day_figures'
import { dueList } from '../../today/due_list'
import { filled, idsOf, lineOf, openOf } from '../../today/standing'
import type { Queue } from '../queue_snapshot/queue_now'

export interface Known {
  records: readonly Shown[]
  devices: readonly Shown[]
  /** The hand-over before this one. */
  last: Values | null
  queue: Queue
  /** Who hands over. */
  person: string
  now: number
}

const MOST = 50
const FOLLOW_UPS = 20
/** A branch with more of them hands over only those that are not in order. */
const DEVICES = 12
const OWN_PLACE = ['department_ticket', 'complaint', 'risk_objection', 'hazard', 'handover', 'product_bulletin']

export function filledIn(known: Known, index: ReferenceIndex): Record<string, unknown> {
  const { records, queue } = known
  const isCounted = queue.captured > 0
  return filled({
    shift: shiftAt(known.now, index),
    open_tickets: idsOf(openOf(records, 'department_ticket'), MOST),
    due_records: idsOf(openOf(records, 'complaint', 'risk_objection', 'hazard'), MOST),
    devices: devicesOf(known),
    waiting: isCounted ? queue.waiting : null,
    windows_open: isCounted ? queue.windows : null,
    keys: known.last?.keys ?? null,
    follow_ups: followUps(known, index),
  })
}

/** Who hands over has been at work for a while: the last shift of the branch that began half an hour ago; before all, the first. */
export function shiftAt(now: number, index: ReferenceIndex): string | null {
  const shifts = index.set('shifts')
  const begun = shifts.filter(({ starts }) => hourOf(starts) + 0.5 <= bankHour(now))
  return (begun.sort((one, other) => hourOf(one.starts) - hourOf(other.starts)).at(-1) ?? shifts[0])?.code ?? null
}

function hourOf(clock: unknown): number {
  const [hour, minute] = String(clock).split(':').map(Number)
  return (hour ?? 0) + (minute ?? 0) / 60
}

function devicesOf({ records, devices }: Known): Record<string, unknown>[] {
  const told = devices.length > DEVICES ? devices.filter(({ row }) => row.status !== 'normal') : devices
  const faults = openOf(records, 'fault_ticket')
  return told.map(({ row }) => {
    const fault = faults.find((each) => each.row.values.machine_id === row.id)
    return filled({ machine_id: row.id, state: row.status, note: row.status === 'normal' ? null : fault?.no })
  })
}

/** What somebody is waiting for and has no place of its own above. */
function followUps({ records, person, now }: Known, index: ReferenceIndex): Record<string, unknown>[] {
  const waiting = dueList(records, now, person).filter(
    ({ shown, dueAt }) => dueAt !== null && !OWN_PLACE.includes(shown.row.kind),
  )
  return waiting
    .slice(0, FOLLOW_UPS)
    .map(({ shown, dueAt }) => filled({ what: lineOf(shown, index), due_at: dueAt, record: shown.row.id }))
}
