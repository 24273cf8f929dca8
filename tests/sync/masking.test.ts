import { describe, expect, test } from 'vitest'
import { maskValue, type Mask } from '../../sync/masking.ts'
import { vectors } from './vectors.ts'

describe('masking', () => {
  test.each(vectors<{ mask: Mask; value: unknown; masked: string | null }[]>('masking'))(
    'a value is masked as the vectors say: %j',
    (each) => {
      expect(maskValue(each.mask, each.value)).toBe(each.masked)
    },
  )
})
