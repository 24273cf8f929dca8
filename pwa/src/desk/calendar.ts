// The year of a branch, day by day, as the reference data of its calendar has it.
import type { ReferenceIndex } from '@/reference'

export interface CalendarDay {
  day: string
  /** Of the month. */
  number: number
  works: boolean
  /** Why it is not as the week has it; empty where it is. */
  zh: string
  en: string
}

export interface CalendarMonth {
  month: number
  /** How many days of the week before the first, Monday first. */
  before: number
  days: readonly CalendarDay[]
}

export function yearOf(index: ReferenceIndex, year: number): CalendarMonth[] {
  return Array.from({ length: 12 }, (_, month) => monthOf(index, year, month))
}

function monthOf(index: ReferenceIndex, year: number, month: number): CalendarMonth {
  const first = new Date(Date.UTC(year, month, 1))
  const count = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  const days = Array.from({ length: count }, (_, at) => dayOf(index, new Date(Date.UTC(year, month, at + 1))))
  return { month: month + 1, before: (first.getUTCDay() + 6) % 7, days }
}

function dayOf(index: ReferenceIndex, at: Date): CalendarDay {
  const day = at.toISOString().slice(0, 10)
  const special = index.item('calendar', day)
  const ofTheWeek = at.getUTCDay() !== 0 && at.getUTCDay() !== 6
  const works = special === null ? ofTheWeek : special.working === true
  return { day, number: at.getUTCDate(), works, zh: special?.zh ?? '', en: special?.en ?? '' }
}

/** Whether the holidays of that year are known; else it is counted Monday to Friday. */
export const isAnnounced = (index: ReferenceIndex, year: number): boolean =>
  index.item('calendar', String(year))?.status === 'in_force'

export const specialDays = (months: readonly CalendarMonth[]): CalendarDay[] =>
  months.flatMap(({ days }) => days).filter(({ zh }) => zh !== '')

/** `09:00–17:00`: the branch's own, else the bank's; empty where nobody said. */
export function hoursOf(index: ReferenceIndex): { opens: string; closes: string } | null {
  const own = index.set('branch_hours')[0]
  const bank = index.item('calendar', 'bank_hours')
  const chosen = own?.opens ? own : bank
  return chosen ? { opens: String(chosen.opens), closes: String(chosen.closes) } : null
}
