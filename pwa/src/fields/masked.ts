// Values that reach this tablet masked: nobody can write them, so a form shows them behind an empty field.
import { equal } from '@sync/merge.ts'
import { maskValue, shownValue, type Mask } from '@sync/masking.ts'
import type { Field, Kind, Values } from '@/contract'
import { t } from './messages'

/** Rows of which some column came masked: they cannot be written again as a whole. */
export function holdsMasked(field: Field, value: unknown): value is readonly unknown[] {
  const hidden = field.columns.filter((column) => column.mask !== null)
  if (hidden.length === 0 || !Array.isArray(value)) return false
  const filled = value.some((entry) => hidden.some((column) => (entry as Values)[column.code] !== undefined))
  return filled && equal(shownValue(field, value, {}), value)
}

/** Masking what is masked already changes nothing; what was never masked would change. */
export function isMasked(field: Field, value: unknown): value is string {
  return field.mask !== null && typeof value === 'string' && maskValue(field.mask as Mask, value) === value
}

/** The values a form may begin with, and the masked ones apart, by field. */
export function unmasked(
  kind: Kind,
  values: Values,
): { values: Record<string, unknown>; masked: Record<string, string> } {
  const masked: Record<string, string> = {}
  const rest: Record<string, unknown> = { ...values }
  for (const field of kind.fields) {
    const value = rest[field.code]
    if (isMasked(field, value)) masked[field.code] = value
    else if (holdsMasked(field, value)) masked[field.code] = t('rows_masked', { n: value.length })
    else continue
    delete rest[field.code]
  }
  return { values: rest, masked }
}
