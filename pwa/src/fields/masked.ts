// Values that reach this tablet masked: nobody can write them, so a form shows them behind an empty field.
import { maskValue, type Mask } from '@sync/masking.ts'
import type { Field, Kind, Values } from '@/contract'

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
    if (!isMasked(field, value)) continue
    masked[field.code] = value
    delete rest[field.code]
  }
  return { values: rest, masked }
}
