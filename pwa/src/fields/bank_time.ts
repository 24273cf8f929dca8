// Wall clocks of the bank (Asia/Shanghai: eight hours ahead all year) and the instants they stand for.
const AHEAD = 8 * 3_600_000

/** `2026-11-24T09:05`, as a date-and-time control wants it. */
export function wallTime(instant: string): string {
  const at = Date.parse(instant)
  return Number.isNaN(at) ? '' : new Date(at + AHEAD).toISOString().slice(0, 16)
}

/** Null for what is no complete wall time. */
export function instantOf(wall: string): string | null {
  const at = Date.parse(`${wall}:00.000Z`)
  return Number.isNaN(at) ? null : new Date(at - AHEAD).toISOString()
}

/** The minute an instant falls into; nobody means the seconds. */
export function minuteOf(now: number): string {
  return new Date(Math.floor(now / 60_000) * 60_000).toISOString()
}
