const SHANGHAI = 8 * 3_600_000 // all year: the zone has no summer time

/** The day it is in the bank at an instant in milliseconds, YYYY-MM-DD. */
export function bankDay(at: number): string {
  return new Date(at + SHANGHAI).toISOString().slice(0, 10)
}
