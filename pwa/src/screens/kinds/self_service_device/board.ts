// How the devices of the branch stand, worked out of the records on this tablet.
import { stateOf, kindOf } from '@/contract'
import type { Shown } from '@/device/tablet'
import { bankDay } from '@/i18n'

export interface DeviceStanding {
  shown: Shown
  /** Of this device and not yet restored, newest first. */
  faults: readonly Shown[]
  /** Since when it is down, by its oldest open fault; null while none is open. */
  downFrom: string | null
  recurred: boolean
}

export interface Patrol {
  shown: Shown
  deadline: string
  isDone: boolean
  isLate: boolean
}

const DONE: ReadonlySet<string> = new Set(['submitted', 'reviewed'])

export function standings(devices: readonly Shown[], faults: readonly Shown[]): DeviceStanding[] {
  const all = devices.map((shown) => standingOf(shown, faults))
  return all.sort((one, other) => other.faults.length - one.faults.length || (one.shown.no < other.shown.no ? -1 : 1))
}

export function standingOf(shown: Shown, faults: readonly Shown[]): DeviceStanding {
  const own = faults.filter(({ row }) => row.values.machine_id === shown.row.id && isOpen({ row }))
  const since = own
    .flatMap(({ row }) => (typeof row.values.down_from === 'string' ? [row.values.down_from] : []))
    .sort()
  return {
    shown,
    faults: own,
    downFrom: since[0] ?? null,
    recurred: own.some(({ row }) => row.values.recurrence === true),
  }
}

const isOpen = ({ row }: Pick<Shown, 'row'>) => stateOf(kindOf(row.kind)!, row.status)?.final === false

/** The rounds of the bank's day that walk through the open lobby: before opening, and while customers are in. */
export function patrolsOf(inspections: readonly Shown[], now: number): Patrol[] {
  const rounds = inspections.filter(({ row }) => row.values.kind === 'patrol' || row.values.kind === 'before_opening')
  const today = rounds.filter(
    ({ row }) => typeof row.values.deadline === 'string' && bankDay(row.values.deadline) === bankDay(now),
  )
  return today.map((shown) => patrolOf(shown, now)).sort((one, other) => (one.deadline < other.deadline ? -1 : 1))
}

function patrolOf(shown: Shown, now: number): Patrol {
  const deadline = String(shown.row.values.deadline)
  const isDone = DONE.has(shown.row.status)
  return { shown, deadline, isDone, isLate: !isDone && Date.parse(deadline) < now }
}
