// Today's figures, from the records of the bank's day.
import type { RecordState } from '@sync/record_state.ts'
import type { Kind } from '@/contract'
import type { Shown } from '@/device/tablet'
import { bankDay } from '@/i18n'

export function ofToday(all: readonly Shown[], now: number): Shown[] {
  const today = bankDay(now)
  return all.filter((shown) => bankDay(shown.row.at) === today)
}

export function countBy<K>(all: readonly Shown[], key: (shown: Shown) => K): Map<K, number> {
  const counts = new Map<K, number>()
  for (const shown of all) counts.set(key(shown), (counts.get(key(shown)) ?? 0) + 1)
  return counts
}

export function byState(all: readonly Shown[]): Map<RecordState, number> {
  return countBy(all, (shown) => shown.state)
}

/** Kinds with a quick capture, what this person captures most standing first. */
export function quickKinds(kinds: readonly Kind[], all: readonly Shown[], personId: string): Kind[] {
  const own = countBy(
    all.filter((shown) => shown.row.created_by === personId),
    (shown) => shown.row.kind,
  )
  const quick = kinds.filter((kind) => kind.quick !== null)
  return [...quick].sort((one, other) => (own.get(other.code) ?? 0) - (own.get(one.code) ?? 0))
}
