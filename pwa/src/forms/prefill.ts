// What fills itself in: when an entry is chosen, another field takes what the entry says, unless the person wrote there.
import { fieldOf, type Kind, type Start, type Values } from '@/contract'
import { hasValue } from '@/fields'
import type { ReferenceIndex } from '@/reference'

/** The fields to fill after `code` took `value`. `filledIn` holds what was filled in before: that may be replaced. */
export function prefilled(
  kind: Kind,
  code: string,
  value: unknown,
  values: Values,
  filledIn: Values,
  index: ReferenceIndex,
): [string, unknown][] {
  const rules = kind.quick?.prefill.filter((rule) => rule.by === code) ?? []
  const free = rules.filter((rule) => !hasValue(values[rule.to]) || values[rule.to] === filledIn[rule.to])
  return free.flatMap((rule): [string, unknown][] => {
    const text = keyOf(kind, code, rule.key, { [code]: value }, index)
    return hasValue(text) ? [[rule.to, text]] : []
  })
}

/** What the new record takes over from the one it is started from (Start in server/records/contributions.py). */
export function startValues(
  start: Start,
  origin: { kind: Kind; id: string; values: Values },
  target: Kind,
  index: ReferenceIndex,
): Record<string, unknown> {
  const entries = Object.entries(start.values).map(([code, source]): [string, unknown] => {
    return [code, taken(source, code, origin, target, index)]
  })
  return Object.fromEntries(entries.filter(([, value]) => hasValue(value)))
}

function taken(
  source: string,
  code: string,
  origin: { kind: Kind; id: string; values: Values },
  target: Kind,
  index: ReferenceIndex,
): unknown {
  if (source.startsWith('=')) return source.slice(1)
  if (source === '@record') return fieldOf(target, code)?.type === 'refs' ? [origin.id] : origin.id
  const [field = '', key] = source.split('.')
  if (key !== undefined) return keyOf(origin.kind, field, key, origin.values, index)
  // A masked value is not the value: it would be kept as if somebody had written the stars.
  return fieldOf(origin.kind, field)?.mask ? null : origin.values[field]
}

/** The key of the reference entry that a field holds. */
function keyOf(kind: Kind, code: string, key: string, values: Values, index: ReferenceIndex): unknown {
  const set = fieldOf(kind, code)?.reference
  const value = values[code]
  return set && typeof value === 'string' ? (index.item(set, value)?.[key] ?? null) : null
}

/** A default that stands for the moment at which the form opens. */
const NOW = '@now'

/** What a new record begins with: the defaults of its fields. `now` is the instant at which its form opens. */
export function defaults(kind: Kind, now = new Date().toISOString()): Record<string, unknown> {
  return Object.fromEntries(
    kind.fields
      .filter((field) => hasValue(field.default))
      .map((field) => [field.code, field.default === NOW ? now : field.default]),
  )
}
