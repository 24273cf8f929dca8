// How long to wait before trying again. Pure: the host knows time and chance.

const FIRST = 1_000
const LONGEST = 300_000

/** Milliseconds after this many failures in a row; `chance` in [0, 1) spreads the tablets of a branch apart. */
export function backoff(failures: number, chance: number): number {
  if (failures <= 0) return 0
  const full = Math.min(LONGEST, FIRST * 2 ** Math.min(failures - 1, 20))
  return Math.round(full * (0.5 + chance / 2))
}
