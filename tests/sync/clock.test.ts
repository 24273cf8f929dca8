import { describe, expect, test } from 'vitest'
import { businessTime, offset, skewed } from '../../sync/clock.ts'
import { vectors } from './vectors.ts'

interface Cases {
  offset: { sent_at: number; server_at: number; received_at: number; offset: number }[]
  business_time: {
    occurred_at: number
    clock_offset: number
    previous: number | null
    received_at: number
    time: number
    doubtful: boolean
  }[]
  skewed: [number, boolean][]
}
const cases = vectors<Cases>('clock')

describe('clock', () => {
  test.each(cases.offset)('the clock error is seen in one answer: %j', (each) => {
    expect(offset(each.sent_at, each.server_at, each.received_at)).toBe(each.offset)
  })

  test.each(cases.business_time)('a time is believed within its bounds: %j', (each) => {
    const found = businessTime(each.occurred_at, each.clock_offset, each.previous, each.received_at)
    expect(found).toEqual([each.time, each.doubtful])
  })

  test.each(cases.skewed)('a skew of %i ms is told: %s', (error, told) => {
    expect(skewed(error)).toBe(told)
  })
})
