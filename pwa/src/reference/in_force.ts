// What of a set is in force on a day. Twin of server/reference/in_force.py; in_force_vectors.json holds both to the same.
import type { ReferenceItem } from './reference_item.ts'

type Dated = Pick<ReferenceItem, 'code' | 'status' | 'effective_from' | 'effective_to'>

/**
 * One item of each code on that day (YYYY-MM-DD), in the order of the set; after them those of codes that nothing covers any
 * more, as they last were, `expired`. What is still to come is not there yet.
 */
export function inForce<Item extends Dated>(items: readonly Item[], day: string): Item[] {
  const begun = items.filter((item) => item.effective_from <= day)
  const current = begun.filter((item) => item.effective_to === null || day <= item.effective_to)
  const known = new Set(current.map((item) => item.code))
  const last = new Map<string, Item>()
  for (const item of begun) {
    const other = last.get(item.code)
    if (known.has(item.code) || (other && other.effective_from >= item.effective_from)) continue
    last.set(item.code, item)
  }
  return [...current, ...[...last.values()].map((item) => ({ ...item, status: 'expired' as const }))]
}
