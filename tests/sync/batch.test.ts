import { describe, expect, test } from 'vitest'
import { firstBatch, halved } from '../../sync/batch.ts'
import { vectors } from './vectors.ts'

interface Cases {
  first_batch: { sizes: number[]; limit: number; count: number }[]
  halved: [number, number][]
}
const cases = vectors<Cases>('batch')

describe('batch', () => {
  test.each(cases.first_batch)('MUST-7: a batch is as large as the limits allow: %j', ({ sizes, limit, count }) => {
    expect(firstBatch(sizes, limit)).toBe(count)
  })

  test.each(cases.halved)('a refused batch of %i is halved to %i', (count, next) => {
    expect(halved(count)).toBe(next)
  })
})
