// What was saved a moment ago is found, whatever the feed is doing just then.
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Head, RecordRow } from '@sync/client/ports.ts'
import { ReferenceIndex } from '../../../pwa/src/reference/index.ts'
import type { IndexedDbStore } from '../../../pwa/src/device/indexeddb_store.ts'
import type { Question } from '../../../pwa/src/device/search.worker.ts'
import { SearchFeed } from '../../../pwa/src/device/search_feed.ts'
import { SearchLines } from '../../../pwa/src/device/search_lines.ts'

/** The worker's lines, on the page itself. */
class WorkerHere {
  readonly #lines = new SearchLines()
  onmessage: (event: { data: unknown }) => void = () => undefined

  postMessage(asked: Question): void {
    if (asked.type === 'put') this.#lines.put(asked.lines)
    else if (asked.type === 'remove') this.#lines.remove(asked.ids)
    else this.onmessage({ data: { number: asked.number, ids: this.#lines.find(asked.query, asked.limit) } })
  }

  terminate(): void {}
}

const ROW = { id: 'r1', kind: 'lost_item', at: '2026-11-24T01:00:00.000Z', no: 'SW-1', values: {}, documents: [] }

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('Worker', WorkerHere)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('finds what it is reading at that very moment', async () => {
  let answer: (rows: readonly RecordRow[]) => void = () => undefined
  const read = new Promise<readonly RecordRow[]>((resolve) => (answer = resolve))
  const store = {
    walk: async function* () {},
    all: () => Promise.resolve([]),
    opsOf: () => Promise.resolve([]),
    getMany: (table: string, ids: string[]) => (table === 'local' && ids.length > 0 ? read : Promise.resolve([])),
  } as unknown as IndexedDbStore
  const head = () => Promise.resolve({ generation: 0 } as Head)
  const witness = { seen: () => undefined, walked: () => undefined }
  const feed = new SearchFeed(store, head, new ReferenceIndex(() => '2026-11-24'), { id: 'd', no: 'T1' }, witness)
  await vi.advanceTimersByTimeAsync(1000)
  feed.touched([ROW.id])
  await vi.advanceTimersByTimeAsync(2000)
  const found = feed.find('SW-1', 5)
  answer([ROW as unknown as RecordRow])
  expect(await found).toEqual([ROW.id])
})
