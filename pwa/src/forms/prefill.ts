// What fills itself in: when an entry is chosen, another field takes what the entry says, unless the person wrote there.
import { fieldOf, type Kind, type Values } from '@/contract'
import { hasValue, minuteOf } from '@/fields'
import type { ReferenceIndex } from '@/reference'
import { keyOf } from '@/start_values'

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
  // What the form itself began with nobody wrote.
  const unwritten = (to: string) => [filledIn[to], fieldOf(kind, to)?.default].includes(values[to])
  const free = rules.filter((rule) => !hasValue(values[rule.to]) || unwritten(rule.to))
  return free.flatMap((rule): [string, unknown][] => {
    const text = keyOf(kind, code, rule.key, { [code]: value }, index)
    return hasValue(text) ? [[rule.to, text]] : []
  })
}

/** A default that stands for the moment at which the form opens. */
const NOW = '@now'

/** What a new record begins with: the defaults of its fields. `now` is the instant at which its form opens, and counts by the
 * minute as editors do: what is entered as "now" a moment later must not come before it. */
export function defaults(kind: Kind, now = new Date().toISOString()): Record<string, unknown> {
  return Object.fromEntries(
    kind.fields
      .filter((field) => hasValue(field.default))
      .map((field) => [field.code, field.default === NOW ? minuteOf(Date.parse(now)) : field.default]),
  )
}
