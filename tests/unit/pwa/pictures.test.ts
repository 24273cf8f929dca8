import { describe, expect, test } from 'vitest'
import { blockOf, blocksUnder, within } from '@/pictures'

describe('the size a picture is kept in', () => {
  test.each([
    [
      { width: 4000, height: 3000 },
      { width: 1600, height: 1200 },
    ],
    [
      { width: 3000, height: 4000 },
      { width: 1200, height: 1600 },
    ],
    [
      { width: 800, height: 600 },
      { width: 800, height: 600 },
    ],
    [
      { width: 100_000, height: 3 },
      { width: 1600, height: 1 },
    ],
  ])('%j becomes %j', (taken, kept) => {
    expect(within(taken, 1600)).toEqual(kept)
  })
})

describe('what a finger covers', () => {
  const size = { width: 400, height: 200 }

  test('a square is as large as a fortieth of the longer side', () => {
    expect(blockOf(size)).toBe(10)
  })

  test('covers every square it touches, and none beyond its reach', () => {
    expect(blocksUnder({ x: 105, y: 105 }, 4, size)).toEqual([[10, 10]])
    const around = blocksUnder({ x: 100, y: 100 }, 4, size)
    expect(around).toEqual([
      [9, 9],
      [9, 10],
      [10, 9],
      [10, 10],
    ])
  })

  test('is round', () => {
    const covered = new Set(blocksUnder({ x: 205, y: 105 }, 30, size).map(String))
    expect(covered.has('23,10')).toBe(true)
    expect(covered.has('23,13')).toBe(false)
  })

  test.each([
    { x: -50, y: -50 },
    { x: 900, y: 100 },
  ])('covers nothing outside of the picture: %j', (at) => {
    expect(blocksUnder(at, 30, size)).toEqual([])
  })

  test('at the edge it covers what is inside', () => {
    for (const [column, row] of blocksUnder({ x: 400, y: 0 }, 30, size)) {
      expect(column).toBeLessThan(40)
      expect(row).toBeGreaterThanOrEqual(0)
    }
  })
})
