import { describe, expect, test } from 'vitest'
import { maskValue, shownValue, type Mask } from '../../sync/masking.ts'
import { vectors } from './vectors.ts'

describe('masking', () => {
  test.each(vectors<{ mask: Mask; value: unknown; masked: string | null }[]>('masking'))(
    'a value is masked as the vectors say: %j',
    (each) => {
      expect(maskValue(each.mask, each.value)).toBe(each.masked)
    },
  )

  test.each(vectors<{ meta: Parameters<typeof shownValue>[0]; value: unknown; shown: unknown }[]>('shown_values'))(
    'rows are masked column by column: %j',
    (each) => {
      expect(shownValue(each.meta, each.value)).toEqual(each.shown)
    },
  )
})
