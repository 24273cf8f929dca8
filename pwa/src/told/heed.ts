// Whether what arrives may be heard and come up now, or is only counted. Decided here alone: the server keeps the habits, and
// whoever shows a notice has the clock.
import type { Habits, Hours } from './notice'

export interface Heed {
  sound: boolean
  toast: boolean
}

const DAY = 24 * 60
/** Shanghai has had no summer time since 1991. */
const AHEAD_OF_UTC = 8 * 60

/** `now` in milliseconds. What is urgent breaks through quiet hours, never through what the person has switched off. */
export function heed(now: number, habits: Habits, urgent: boolean): Heed {
  const isLoud = urgent || !isQuiet(minuteOfDay(now), hoursOf(habits))
  return { sound: isLoud && habits.sound, toast: isLoud && habits.toasts }
}

export function hoursOf({ quiet_from, quiet_until, house }: Habits): Hours {
  return quiet_from === null || quiet_until === null ? house : { quiet_from, quiet_until }
}

/** The hours may go over midnight; their end does not belong to them. */
export function isQuiet(minute: number, { quiet_from, quiet_until }: Hours): boolean {
  const [from, until] = [minuteOf(quiet_from), minuteOf(quiet_until)]
  const since = (minute - from + DAY) % DAY
  return since < (until - from + DAY) % DAY
}

function minuteOfDay(now: number): number {
  return (Math.floor(now / 60_000) + AHEAD_OF_UTC) % DAY
}

function minuteOf(clock: string): number {
  const [hours, minutes] = clock.split(':').map(Number)
  return hours! * 60 + minutes!
}
