import { describe, expect, test } from 'vitest'
import type { Values } from '../../sync/fields.ts'
import { maskValue, shownValue, type Mask } from '../../sync/masking.ts'
import { vectors } from './vectors.ts'

const cases = vectors<{
  values: { mask: Mask; value: unknown; masked: string | null }[]
  fields: { meta: Parameters<typeof shownValue>[0]; value: unknown; values?: Values; shown: unknown }[]
}>('masking')

describe('masking', () => {
  test.each(cases.values)('a value is masked as the vectors say: %j', (each) => {
    expect(maskValue(each.mask, each.value)).toBe(each.masked)
  })

  test.each(cases.fields)('a field is shown as the vectors say: %j', (each) => {
    expect(shownValue(each.meta, each.value, each.values ?? {})).toEqual(each.shown)
  })
})
