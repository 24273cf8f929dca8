// What every implementation of the Store port keeps: run by the store in memory and by the one on IndexedDB.
import { beforeEach, describe, expect, test } from 'vitest'
import { FIRST_HEAD } from '../../../sync/client/head.ts'
import type { DraftRow, Head, OpRow, Store, UploadRow, Write } from '../../../sync/client/ports.ts'
import { serverRow } from './toy.ts'

export const headWrite = (version: number, more: Partial<Head> = {}): Write => ({
  table: 'head',
  key: 'head',
  value: { ...FIRST_HEAD, ...more, version },
})

export const opRow = (op_seq: number, more: Partial<OpRow> = {}): OpRow => ({
  op_seq,
  op_id: `op-${op_seq}`,
  record_id: `record-${op_seq}`,
  kind: 'toy',
  verb: 'create',
  actor_id: 'actor',
  at: '2026-03-02T01:00:00.000Z',
  text: `{"op_seq":${op_seq},"note":"王芳 \u{20BB7}"}`,
  hash: `hash-${op_seq}`,
  state: 'waiting',
  receipt: null,
  replaced_by: null,
  let_go: false,
  ...more,
})

const draft: DraftRow = { id: 'd1', actor_id: 'a', kind: 'toy', values: { name: 'x' }, about: null, updated_at: '' }
const opWrite = (op: OpRow): Write => ({ table: 'ops', key: op.op_seq, value: op })
const rowWrite = (id: string, at: string, more: object = {}): Write => ({
  table: 'base0',
  key: id,
  value: serverRow({ id, at, ...more }),
})

/** `open` gives an empty store each time; `reopen`, where there is a disk, the same data in the hands of another process. */
export function storeContract(open: () => Promise<Store>, reopen?: (store: Store) => Promise<Store>): void {
  let store: Store
  beforeEach(async () => {
    store = await open()
  })
  const commit = (version: number, ...writes: Write[]) => store.commit([...writes, headWrite(version + 1)], version)

  describe('rows', () => {
    test('an empty store holds nothing, not even a head', async () => {
      expect(await store.get('head', 'head')).toBeUndefined()
      expect(await store.all('local')).toEqual([])
      expect(await store.opsIn('waiting', 0, 10)).toEqual([])
      expect(await store.page('base0', { limit: 10 })).toEqual([])
      expect(await store.opsOf([])).toEqual([])
      expect(await store.getMany('base0', [])).toEqual([])
    })

    test('files are told by their state, the oldest first, and their bytes are read back as they were', async () => {
      const bytes = new Uint8Array([0, 255, 7])
      const upload = (name: string, at: string, state: UploadRow['state']): Write => ({
        table: 'uploads',
        key: name,
        value: {
          ...{ name, use: 'photo', size: 3, at, record_id: null, kind: null, state },
          ...{ offset: 0, trouble: null, epoch: '', durable_at: null },
        },
      })
      const blob = { table: 'blobs', key: 'b', value: { name: 'b', bytes } } as const
      await commit(0, upload('b', '2', 'waiting'), upload('c', '1', 'waiting'), upload('a', '0', 'loose'), blob)
      expect((await store.uploadsIn('waiting', 9)).map(({ name }) => name)).toEqual(['c', 'b'])
      expect((await store.uploadsIn('waiting', 1)).map(({ name }) => name)).toEqual(['c'])
      expect(await store.uploadsIn('verified', 9)).toEqual([])
      expect(await store.get('blobs', 'b')).toEqual({ name: 'b', bytes })
      await commit(1, { table: 'blobs', key: 'b', value: null }, upload('b', '2', 'durable'))
      expect(await store.get('blobs', 'b')).toBeUndefined()
      expect((await store.uploadsIn('waiting', 9)).map(({ name }) => name)).toEqual(['c'])
    })

    test('what was committed is read back as it was, whatever its characters', async () => {
      const row = serverRow({ id: 'r1', values: { name: '𠮷野 "x"\n', tags: ['a', 'b'], minutes: 3, asked: false } })
      expect(await commit(0, { table: 'base1', key: 'r1', value: row }, opWrite(opRow(1)))).toBe(true)
      expect(await store.get('base1', 'r1')).toEqual(row)
      expect(await store.get('ops', 1)).toEqual(opRow(1))
      expect(await store.get('base0', 'r1')).toBeUndefined()
    })

    test('many are read in the order they were asked for, absent ones among them', async () => {
      await commit(0, rowWrite('a', '1'), rowWrite('b', '2'))
      const rows = await store.getMany('base0', ['b', 'none', 'a', 'b'])
      expect(rows.map((row) => row?.id)).toEqual(['b', undefined, 'a', 'b'])
    })

    test('null deletes, and deleting what is not there does nothing', async () => {
      await commit(0, { table: 'drafts', key: 'd1', value: draft })
      await commit(1, { table: 'drafts', key: 'd1', value: null }, { table: 'drafts', key: 'd2', value: null })
      expect(await store.all('drafts')).toEqual([])
    })

    test('the later of two writes to one key stands', async () => {
      await commit(0, rowWrite('a', '1'), { table: 'base0', key: 'a', value: null }, rowWrite('a', '2'))
      expect((await store.get('base0', 'a'))?.at).toBe('2')
    })
  })

  describe('commits', () => {
    test('a plan made on an older head writes nothing', async () => {
      await commit(0, opWrite(opRow(1)))
      expect(await commit(0, opWrite(opRow(2)))).toBe(false)
      expect(await commit(7, opWrite(opRow(2)))).toBe(false)
      expect(await store.get('ops', 2)).toBeUndefined()
      expect((await store.get('head', 'head'))?.version).toBe(1)
    })

    test('of plans that race on one head exactly one is written (I3)', async () => {
      const won = await Promise.all([1, 2, 3].map((seq) => commit(0, opWrite(opRow(seq)))))
      expect(won.filter(Boolean)).toHaveLength(1)
      expect(await store.opsIn('waiting', 0, 10)).toHaveLength(1)
    })

    test('a generation is emptied with the commit that names it, before its writes', async () => {
      await commit(0, rowWrite('a', '1'), rowWrite('b', '2'))
      expect(await store.commit([rowWrite('c', '3'), headWrite(2)], 1, 'base0')).toBe(true)
      expect((await store.page('base0', { limit: 10 })).map((row) => row.id)).toEqual(['c'])
    })

    test('a plan that comes too late empties nothing', async () => {
      await commit(0, rowWrite('a', '1'))
      expect(await store.commit([headWrite(1)], 0, 'base0')).toBe(false)
      expect(await store.get('base0', 'a')).toBeDefined()
    })

    test('emptying one generation leaves the other and the queue alone (I13)', async () => {
      await commit(0, rowWrite('a', '1'), opWrite(opRow(1)))
      await store.commit([headWrite(2)], 1, 'base1')
      expect(await store.get('base0', 'a')).toBeDefined()
      expect(await store.opsIn('waiting', 0, 10)).toHaveLength(1)
    })

    test('another process finds what was committed (I1)', async () => {
      await commit(0, opWrite(opRow(1)), rowWrite('a', '1'))
      const again = reopen ? await reopen(store) : store
      expect(await again.opsIn('waiting', 0, 10)).toEqual([opRow(1)])
      expect((await again.get('head', 'head'))?.version).toBe(1)
    })
  })

  describe('operations', () => {
    test('come by state in the order of their places, after a place, up to a limit', async () => {
      const states = { 1: 'done', 2: 'waiting', 10: 'waiting', 9: 'waiting', 3: 'attention' } as const
      await commit(0, ...Object.entries(states).map(([seq, state]) => opWrite(opRow(Number(seq), { state }))))
      const places = async (after: number, limit: number) =>
        (await store.opsIn('waiting', after, limit)).map((op) => op.op_seq)
      expect(await places(0, 10)).toEqual([2, 9, 10])
      expect(await places(2, 10)).toEqual([9, 10])
      expect(await places(0, 2)).toEqual([2, 9])
      expect((await store.opsIn('attention', 0, 10)).map((op) => op.op_seq)).toEqual([3])
    })

    test('follow their state when it changes', async () => {
      await commit(0, opWrite(opRow(1)))
      await commit(1, opWrite(opRow(1, { state: 'settled', let_go: true })))
      expect(await store.opsIn('waiting', 0, 10)).toEqual([])
      expect(await store.opsIn('settled', 0, 10)).toHaveLength(1)
    })

    test('of some records come in the order of their places', async () => {
      const of = (seq: number, record_id: string) => opWrite(opRow(seq, { record_id }))
      await commit(0, of(1, 'a'), of(2, 'b'), of(3, 'a'), of(12, 'c'), of(4, 'c'))
      expect((await store.opsOf(['c', 'a', 'none'])).map((op) => op.op_seq)).toEqual([1, 3, 4, 12])
    })
  })

  describe('pages', () => {
    test('run newest first by time, then by id, and go on after the last row', async () => {
      await commit(0, rowWrite('a', '2'), rowWrite('b', '3'), rowWrite('c', '2'), rowWrite('d', '1'))
      const first = await store.page('base0', { limit: 2 })
      const rest = await store.page('base0', { limit: 9, before: { at: '2', id: 'c' } })
      expect([first, rest].map((page) => page.map((row) => row.id))).toEqual([
        ['b', 'c'],
        ['a', 'd'],
      ])
    })

    test('hold one kind when asked for it', async () => {
      await commit(0, rowWrite('a', '1'), rowWrite('b', '2', { kind: 'other' }), rowWrite('c', '3'))
      const page = await store.page('base0', { limit: 9, kind: 'toy', before: { at: '3', id: 'c' } })
      expect(page.map((row) => row.id)).toEqual(['a'])
    })

    test('of one generation do not hold the other', async () => {
      await commit(0, rowWrite('a', '1'))
      expect(await store.page('base1', { limit: 9 })).toEqual([])
    })
  })
}
