// Rows that arrive by the page are kept by the page: one value of two hundred rows is written and read some ten times faster
// than two hundred values. A segment never changes; what becomes of one of its rows later stands beside it. Pure.
import type { RecordRow } from '@sync/client/ports.ts'

/** The clear columns of its rows, taken together: the keys alone say which segments have to be opened. */
export type SegmentKey = [kind: string, newest: string, oldest: string, first: string, last: string, unique: string]

export interface Segment {
  key: SegmentKey
  rows: readonly RecordRow[]
}

export interface Sizes {
  /** Fewer rows of a kind than this are written one by one. */
  worth: number
  rows: number
}
export const SIZES: Sizes = { worth: 50, rows: 200 }

export const newestIn = ([, newest]: SegmentKey): string => newest
export const oldestIn = ([, , oldest]: SegmentKey): string => oldest

/** Whether the segment's ids reach over any from `first` to `last`. */
export function reaches([, , , from, to]: SegmentKey, first: string, last = first): boolean {
  return from <= last && to >= first
}

/** The segments that may hold one of these: some five hundred segments, and as many ids, are not held against each other one by one. */
export function reachingAny(keys: readonly SegmentKey[], ids: readonly string[]): SegmentKey[] {
  const inOrder = [...ids].sort()
  return keys.filter((key) => {
    const next = inOrder[firstFrom(inOrder, key[3])]
    return next !== undefined && next <= key[4]
  })
}

/** The place of the first text in this order that is not before `from`. */
function firstFrom(inOrder: readonly string[], from: string): number {
  let [low, high] = [0, inOrder.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (inOrder[middle]! < from) low = middle + 1
    else high = middle
  }
  return low
}

/** Ids are made in the order of time: sorted by them, a segment's rows are neighbours in both. */
export function cut(rows: readonly RecordRow[], sizes: Sizes, unique: () => string) {
  const cuts: { segments: Segment[]; single: RecordRow[] } = { segments: [], single: [] }
  for (const alike of byKind(rows).values()) {
    if (alike.length < sizes.worth) cuts.single.push(...alike)
    else cuts.segments.push(...chunks(alike.sort(byId), sizes.rows).map((each) => segmentOf(each, unique())))
  }
  return cuts
}

function segmentOf(rows: readonly RecordRow[], unique: string): Segment {
  const times = rows.map(({ at }) => at).sort()
  const { kind, id: first } = rows[0]!
  return { key: [kind, times.at(-1)!, times[0]!, first, rows.at(-1)!.id, unique], rows }
}

function byKind(rows: readonly RecordRow[]): Map<string, RecordRow[]> {
  const kinds = new Map<string, RecordRow[]>()
  for (const row of rows) {
    const alike = kinds.get(row.kind)
    if (alike) alike.push(row)
    else kinds.set(row.kind, [row])
  }
  return kinds
}

function chunks(rows: readonly RecordRow[], size: number): RecordRow[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_none, i) => rows.slice(i * size, (i + 1) * size))
}

function byId(a: RecordRow, b: RecordRow): number {
  if (a.id === b.id) return 0
  return a.id < b.id ? -1 : 1
}
