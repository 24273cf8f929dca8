// What is painted over becomes squares of one colour each: too few of them in a face or a number to tell whose it is.
import type { Size } from './sizes'

export type Block = readonly [column: number, row: number]

/** Squares along the longer side: a face of a tenth of the picture has four of them. */
const ALONG = 40

/** Pixels of a square's side. */
export function blockOf({ width, height }: Size): number {
  return Math.max(1, Math.ceil(Math.max(width, height) / ALONG))
}

/** The squares a round finger covers, wholly or in part; none outside of the picture. */
export function blocksUnder(at: { x: number; y: number }, radius: number, size: Size): Block[] {
  const block = blockOf(size)
  const reach = (from: number, length: number): number[] => {
    const first = Math.max(0, Math.floor((from - radius) / block))
    const last = Math.min(Math.ceil(length / block) - 1, Math.floor((from + radius) / block))
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)
  }
  const rows = reach(at.y, size.height)
  return reach(at.x, size.width)
    .flatMap((column) => rows.map((row): Block => [column, row]))
    .filter(([column, row]) => {
      const apart = (place: number, from: number) => Math.max(place * block - from, 0, from - (place + 1) * block)
      return Math.hypot(apart(column, at.x), apart(row, at.y)) <= radius
    })
}
