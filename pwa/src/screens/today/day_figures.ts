// Today's figures, from the records of the bank's day.
import type { RecordState } from '@sync/record_state.ts'
import type { Kind } from '@/contract'
import type { Shown } from '@/device/tablet'
import { bankDay } from '@/i18n'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Shanghai has no summer time. */
const AHEAD_OF_UTC = 8 * HOUR

export function ofToday(all: readonly Shown[], now: number): Shown[] {
  const begins = Date.parse(bankDay(now)) - AHEAD_OF_UTC
  const [first, next] = [begins, begins + DAY].map((at) => new Date(at).toISOString())
  // Instants are texts of one form, so no row's has to be read as a time.
  return all.filter(({ row }) => first! <= row.at && row.at < next!)
}

export function countBy<K>(all: readonly Shown[], key: (shown: Shown) => K): Map<K, number> {
  const counts = new Map<K, number>()
  for (const shown of all) counts.set(key(shown), (counts.get(key(shown)) ?? 0) + 1)
  return counts
}

export function byState(all: readonly Shown[]): Map<RecordState, number> {
  return countBy(all, (shown) => shown.state)
}

/** The hour of the bank's day, with minutes as its fraction. */
export function bankHour(now: number): number {
  return ((now + AHEAD_OF_UTC) % DAY) / HOUR
}

/**
 * Kinds with a quick capture: the visit before all, then by the person's own use, of which what belongs to this time of the day
 * counts for more.
 */
export function quickKinds(kinds: readonly Kind[], uses: ReadonlyMap<string, number>, now: number): Kind[] {
  const hour = bankHour(now)
  const weight = (kind: Kind) => ((uses.get(kind.code) ?? 0) + 1) * timeliness(kind, hour)
  const quick = kinds.filter((kind) => kind.quick !== null)
  return [...quick].sort((one, other) => Number(other.spine) - Number(one.spine) || weight(other) - weight(one))
}

function timeliness(kind: Kind, hour: number): number {
  const hours = kind.quick!.hours
  if (hours.length === 0) return 1
  return hours.some(([from, before]) => from <= hour && hour < before) ? 3 : 0.5
}
