// The choices of a conflict: what merges together is chosen together, so that no half of an address meets half of another.
import type { ConflictRow } from '@sync/client/ports.ts'
import { fieldOf, type Field, type Kind } from '@/contract'

export type Side = 'base' | 'mine' | 'theirs'
export const SIDES: readonly Side[] = ['base', 'mine', 'theirs']

export interface ConflictUnit {
  code: string
  fields: { field: Field; values: Readonly<Record<Side, unknown>> }[]
}

export function unitsOf(kind: Kind, conflict: ConflictRow): ConflictUnit[] {
  const units = new Map<string, ConflictUnit>()
  for (const [code, [base, mine, theirs]] of Object.entries(conflict.fields)) {
    const field = fieldOf(kind, code)
    if (!field) continue
    const key = field.group ?? code
    const unit = units.get(key) ?? { code: key, fields: [] }
    unit.fields.push({ field, values: { base, mine, theirs } })
    units.set(key, unit)
  }
  return [...units.values()]
}

/** The state a step wanted and the one the record had come to before it; null when no step came too late. */
export function lateStep(conflict: ConflictRow): { mine: string; theirs: string } | null {
  const [, mine, theirs] = conflict.fields.status ?? []
  return typeof mine === 'string' && typeof theirs === 'string' ? { mine, theirs } : null
}

/** One side for every field, from one side for every unit. A state of the life cycle is never chosen back: what is, is. */
export function choiceOf(
  conflict: ConflictRow,
  units: readonly ConflictUnit[],
  chosen: Readonly<Record<string, Side>>,
): Record<string, Side> {
  const unchosen = Object.fromEntries(Object.keys(conflict.fields).map((code): [string, Side] => [code, 'theirs']))
  const pairs = units.flatMap((unit) => unit.fields.map(({ field }) => [field.code, chosen[unit.code]] as const))
  return { ...unchosen, ...Object.fromEntries(pairs.filter((pair): pair is [string, Side] => pair[1] !== undefined)) }
}
