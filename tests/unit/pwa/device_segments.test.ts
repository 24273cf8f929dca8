import 'fake-indexeddb/auto'
import { describe, expect, test } from 'vitest'
import type { RecordRow, Write } from '@sync/client/ports.ts'
import { newestFirst } from '@sync/client/view.ts'
import { IndexedDbStore } from '@/device/indexeddb_store'
import { openDeviceDatabase } from '@/device/schema'
import { Seal } from '@/device/sealing'
import { cut, reaches, reachingAny, type SegmentKey, type Sizes } from '@/device/segments'
import { headWrite, storeContract } from '../../sync/client/store_contract.ts'
import { serverRow } from '../../sync/client/toy.ts'

const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
let names = 0

async function opened(sizes: Sizes, name = `segments-${(names += 1)}`) {
  const database = await openDeviceDatabase(name, () => undefined)
  return { database, name, store: new IndexedDbStore(database, new Seal(key), () => undefined, sizes) }
}

// Every commit of rows, down to a single one, goes into segments of two.
const TINY: Sizes = { worth: 1, rows: 2 }

describe('a store that keeps rows in segments', () => {
  const namesOf = new WeakMap<object, string>()
  const contractStore = async (name?: string) => {
    const made = await opened(TINY, name)
    namesOf.set(made.store, made.name)
    return made.store
  }
  storeContract(contractStore, (store) => contractStore(namesOf.get(store)))

  test('writes a page as a few values and holds nothing readable of it but its ends', async () => {
    const { database, store } = await opened({ worth: 3, rows: 2 })
    const rows = ['a', 'b', 'c'].map((id) => serverRow({ id, at: `at-${id}`, values: { name: '王芳' } }))
    await store.commit([...rows.map(put), headWrite(1)], 0)
    const transaction = database.transaction(['segments0', 'base0'])
    const all = (name: string, what: 'getAll' | 'getAllKeys') =>
      new Promise<unknown[]>((resolve) => {
        const request = transaction.objectStore(name)[what]()
        request.onsuccess = () => resolve(request.result as unknown[])
      })
    const [keys, boxes, entries] = [await all('segments0', 'getAllKeys'), await all('segments0', 'getAll'), 'base0']
    expect(keys.map((each) => (each as string[]).slice(0, 5))).toEqual([
      ['toy', 'at-b', 'at-a', 'a', 'b'],
      ['toy', 'at-c', 'at-c', 'c', 'c'],
    ])
    expect(Buffer.from(boxes[0] as Uint8Array).toString('utf8')).not.toContain('王芳')
    expect(await all(entries, 'getAll')).toEqual([])
  })

  test('agrees with a plain table after any commits, in every way of reading', async () => {
    for (let seed = 1; seed <= 12; seed += 1) await agrees(seed)
  })
})

describe('segments', () => {
  test('are found for many ids at once as for each of them', () => {
    const names = 'abcdefgh'.split('')
    const keys = names.flatMap((first) =>
      names.filter((last) => first <= last).map((last): SegmentKey => ['toy', '', '', first, last, first + last]),
    )
    for (const ids of [[], ['a'], ['h', 'c'], ['d', 'dd', 'b'], ['0', 'z']])
      expect(reachingAny(keys, ids)).toEqual(keys.filter((key) => ids.some((id) => reaches(key, id))))
  })

  test('hold one kind, neighbours by id, and leave alone what is too little', () => {
    const rows = ['d', 'b', 'a', 'c', 'e'].map((id) => serverRow({ id, at: id, kind: id === 'e' ? 'rare' : 'toy' }))
    const { segments, single } = cut(rows, { worth: 2, rows: 3 }, () => 'u')
    expect(segments.map((segment) => segment.rows.map(({ id }) => id))).toEqual([['a', 'b', 'c'], ['d']])
    expect(single.map(({ id }) => id)).toEqual(['e'])
  })

  test('reach from their first id to their last', () => {
    const held = (id: string) => reaches(['toy', '9', '1', 'b', 'd', 'u'], id)
    expect(['a', 'b', 'c', 'd', 'e'].map(held)).toEqual([false, true, true, true, false])
  })
})

const put = (value: RecordRow): Write => ({ table: 'base0', key: value.id, value })

/** Small numbers that look random and are the same for a seed. */
function chance(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

async function agrees(seed: number): Promise<void> {
  const pick = chance(seed)
  const { store } = await opened({ worth: 1 + pick(4), rows: 1 + pick(4) })
  const plain = new Map<string, RecordRow>()
  for (let version = 0; version < 12; version += 1) {
    const isEmptied = pick(10) === 0
    if (isEmptied) plain.clear()
    const writes = Array.from({ length: 1 + pick(9) }, () => someWrite(pick))
    for (const { key: id, value } of writes) {
      if (value === null) plain.delete(String(id))
      else plain.set(String(id), value as RecordRow)
    }
    await store.commit([...writes, headWrite(version + 1)], version, isEmptied ? 'base0' : undefined)
    await reads(store, plain, pick)
  }
}

function someWrite(pick: (below: number) => number): Write {
  const id = `id-${String(pick(30)).padStart(2, '0')}`
  if (pick(4) === 0) return { table: 'base0', key: id, value: null }
  return put(serverRow({ id, at: `at-${pick(9)}`, kind: pick(3) === 0 ? 'other' : 'toy', rev: pick(100) }))
}

async function reads(store: IndexedDbStore, plain: Map<string, RecordRow>, pick: (below: number) => number) {
  const ids = Array.from({ length: 30 }, (_none, i) => `id-${String(i).padStart(2, '0')}`)
  expect(await store.getMany('base0', ids)).toEqual(ids.map((id) => plain.get(id)))
  const kind = [undefined, 'toy', 'other'][pick(3)]
  const before = pick(2) === 0 ? undefined : { at: `at-${pick(9)}`, id: ids[pick(30)]! }
  const limit = 1 + pick(8)
  const fits = (row: RecordRow) =>
    (kind === undefined || row.kind === kind) && (before === undefined || newestFirst(row, before) > 0)
  const expected = [...plain.values()].filter(fits).sort(newestFirst).slice(0, limit)
  expect(await store.page('base0', { limit, ...(kind && { kind }), ...(before && { before }) })).toEqual(expected)
  const walked: RecordRow[] = []
  for await (const rows of store.walk('base0')) walked.push(...rows)
  expect(walked.sort(newestFirst)).toEqual([...plain.values()].sort(newestFirst))
}
