// Calendar days until a day, by the bank's clock: 0 on the day itself, negative after it.
import { bankDay } from './i18n'

const DAY = 86_400_000
const start = (day: string) => Date.parse(`${day}T00:00:00.000Z`)

/** `day` as YYYY-MM-DD, `now` in milliseconds since 1970. */
export function daysLeft(day: string, now: number): number {
  return Math.round((start(day) - start(bankDay(now))) / DAY)
}

/** Days from one to the other: 0 when they are the same. */
export function daysBetween(first: string, last: string): number {
  return Math.round((start(last) - start(first)) / DAY)
}
