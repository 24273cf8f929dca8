// What a record that is started from another takes over from it, and what opens by itself (Start in server/records/contributions.py).
import { isHidden } from '@sync/masking.ts'
import { holds } from '@sync/rules.ts'
import { fieldOf, kindOf, type Kind, type Start, type Values } from '@/contract'
import type { ReferenceIndex } from '@/reference'

export interface StartOrigin {
  kind: Kind
  id: string
  values: Values
}

interface Row {
  id: string
  kind: string
  status: string
  values: Values
}

/** The values of the new record. */
export function startValues(
  start: Start,
  origin: StartOrigin,
  target: Kind,
  index: ReferenceIndex,
): Record<string, unknown> {
  const entries = Object.entries(start.values).map(([code, source]): [string, unknown] => {
    return [code, taken(source, code, origin, target, index)]
  })
  return Object.fromEntries(entries.filter(([, value]) => says(value)))
}

/** The records that open by themselves when one changes so: those whose condition holds now and did not before. */
export function startedBy(
  before: Row | null,
  after: Row,
  index: ReferenceIndex,
): { kind: string; values: Record<string, unknown> }[] {
  const kind = kindOf(after.kind)
  const begun = kind?.starts.filter(
    (start) => start.auto && holdsIn(start, after) && !(before && holdsIn(start, before)),
  )
  return (begun ?? []).flatMap((start) => {
    const target = kindOf(start.kind)
    const origin = { kind: kind!, id: after.id, values: after.values }
    return target ? [{ kind: start.kind, values: startValues(start, origin, target, index) }] : []
  })
}

function holdsIn(start: Start, { values, status }: Row): boolean {
  return start.when === null || holds(start.when, { ...values, status })
}

function taken(source: string, code: string, origin: StartOrigin, target: Kind, index: ReferenceIndex): unknown {
  if (source.startsWith('=')) return source.slice(1)
  if (source === '@record') return fieldOf(target, code)?.type === 'refs' ? [origin.id] : origin.id
  const [field = '', key] = source.split('.')
  if (key !== undefined) return keyOf(origin.kind, field, key, origin.values, index)
  // A masked value is not the value: it would be kept as if somebody had written the stars.
  const from = fieldOf(origin.kind, field)
  return from && isHidden(from, origin.values) ? null : origin.values[field]
}

/** The key of the reference entry that a field holds. */
export function keyOf(kind: Kind, code: string, key: string, values: Values, index: ReferenceIndex): unknown {
  const set = fieldOf(kind, code)?.reference
  const value = values[code]
  return set && typeof value === 'string' ? (index.item(set, value)?.[key] ?? null) : null
}

const says = (value: unknown) => ![null, undefined, ''].includes(value as null) && !isEmpty(value)
const isEmpty = (value: unknown) => Array.isArray(value) && value.length === 0
