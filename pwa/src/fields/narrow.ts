// How wide a field may stand.
import type { Field } from '@/contract'

const NARROW_OPTIONS = 3
const NARROW: readonly string[] = ['int', 'money', 'date', 'datetime']

/** Two of these fit side by side. */
export function isNarrow(field: Field): boolean {
  if (field.type === 'enum') return field.options.length <= NARROW_OPTIONS
  return NARROW.includes(field.type) || (field.type === 'text' && !field.multiline)
}
