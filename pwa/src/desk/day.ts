// A day of a branch as the server tells it, and the days around it.
import { bankDay } from '@/i18n'
import type { Count } from './overview'
import type { RecordItem } from './shapes'

export interface TabletOfDay {
  id: string
  name: string
  last_seen_at: string | null
  unsent: number | null
  drafts: number | null
  silent: boolean
}

export interface Closing {
  version: number
  state: 'closed' | 'reopened'
  by_name: string
  at: string
  note: string
  lacking: { code: string; zh: string; en: string; count: number }[]
}

export interface DayOfBranch {
  day: string
  closed: boolean
  lacking: Count[]
  tablets: TabletOfDay[]
  history: Closing[]
  arrived_since: number
}

export interface Refused {
  op_id: string
  record_id: string
  kind: string
  verb: string
  code: string
  message: { zh: string; en: string }
  duplicate: boolean
  by_name: string
  at: string
}

export interface Reconciliation {
  suspects: RecordItem[][]
  refused: Refused[]
  late: RecordItem[]
}

const A_DAY = 86_400_000
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** The day in the address, else today. */
export function dayOf(param: unknown, now: number): string {
  return typeof param === 'string' && DAY.test(param) && !Number.isNaN(Date.parse(param)) ? param : bankDay(now)
}

/** So many days on from that day. */
export function daysOn(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * A_DAY).toISOString().slice(0, 10)
}
