// Three-way merge of a patch, field by field, in groups that never mix. The twin of merge.py; the rules are explained there.
import type { Change } from './operation.ts'

export type Patch = Readonly<Record<string, Change>>
export type Values = Readonly<Record<string, unknown>>

export interface Merged {
  set: Record<string, unknown>
  conflicts: Record<string, [unknown, unknown, unknown]>
}

const UNCHANGED: Change = { from: null, to: null }

/** What becomes of `patch` on a record that now holds `current`, of which the person was shown `shown`. */
export function merge(
  patch: Patch,
  current: Values,
  shown: Values,
  groupOf: (code: string) => readonly string[],
): Merged {
  const merged: Merged = { set: {}, conflicts: {} }
  const done = new Set<string>()
  for (const code of Object.keys(patch)) {
    if (done.has(code)) continue
    const group = groupOf(code)
    for (const member of group) done.add(member)
    mergeGroup(new Map(group.map((member) => [member, patch[member] ?? UNCHANGED])), current, shown, merged)
  }
  return merged
}

function mergeGroup(changes: ReadonlyMap<string, Change>, current: Values, shown: Values, merged: Merged): void {
  const mine = [...changes].filter(([, change]) => !equal(change.from, change.to))
  if (mine.every(([code, change]) => equal(current[code], change.to))) return
  const seen = [...changes].every(
    ([code, change]) => equal(change.from, current[code]) || equal(change.from, shown[code]),
  )
  for (const [code, change] of seen ? mine : changes) {
    if (seen) merged.set[code] = change.to
    else merged.conflicts[code] = [change.from, change.to, current[code] ?? null]
  }
}

/** Equality of JSON values; a missing member is null. */
export function equal(left: unknown, right: unknown): boolean {
  const a = left ?? null
  const b = right ?? null
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every(
      (key) => Object.hasOwn(b, key) && equal((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
    )
  )
}
