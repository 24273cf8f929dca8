// 今日 in memory says what the disk says, however old what waits is.
import { beforeEach, describe, expect, it } from 'vitest'
import { FIRST_HEAD } from '../../../sync/client/head.ts'
import { MemoryStore } from '../../../sync/client/memory_store.ts'
import type { Head, OpRow, RecordRow, Write } from '../../../sync/client/ports.ts'
import { contract, type Kind, type State } from '../../../pwa/src/contract.ts'
import { DayBook } from '../../../pwa/src/device/day_book.ts'

const isOpen = (state: State) => !state.final && state.tone === 'waiting'
const kind = contract.kinds.find((each) => each.dues.length === 0 && each.life_cycle.states.some(isOpen)) as Kind
const [open, closed] = [isOpen, (state: State) => state.final].map((is) => kind.life_cycle.states.find(is)!.code)

function row(id: string, status: string, minute: number): RecordRow {
  const at = new Date(Date.UTC(2026, 10, 24, 1, minute)).toISOString()
  return { id, kind: kind.code, status, at, rev: 1, no: null, values: {}, documents: [] } as unknown as RecordRow
}

const operation = (record_id: string, state: OpRow['state'], verdict: string) =>
  ({ op_seq: 1, op_id: 'o', record_id, verb: 'create', state, receipt: { verdict } }) as unknown as OpRow
const base = (value: RecordRow): Write => ({ table: 'base0', key: value.id, value })

describe('the day in memory', () => {
  let store: MemoryStore
  let book: DayBook
  let head: Head

  async function commit(...writes: Write[]) {
    const next = { ...head, version: head.version + 1 }
    await store.commit([...writes, { table: 'head', key: 'head', value: next }], head.version)
    head = next
    return book.committed(writes, head)
  }
  const ids = () => book.day()?.records.map((each) => each.row.id)

  /** A morning with one old record that waits under many that do not. */
  beforeEach(async () => {
    ;[store, head] = [new MemoryStore(), FIRST_HEAD]
    book = new DayBook(store, 'T1')
    const many = Array.from({ length: 250 }, (_none, at) => row(`n${at}`, closed!, 60 + at))
    await commit(...[row('old', open!, 1), ...many].map(base))
  })

  it('is not there before it was read', async () => {
    expect(book.day()).toBeNull()
    await book.read(head)
    expect(book.day()?.records).toHaveLength(200)
    expect(book.day()?.complete).toBe(false)
  })

  it('holds what waits beyond the newest, once everything was walked through', async () => {
    await book.read(head)
    expect(ids()).not.toContain('old')
    book.seen('base0', await store.page('base0', { limit: 1000 }))
    book.walked('base0')
    expect(ids()?.at(-1)).toBe('old')
    expect(book.day()?.complete).toBe(true)
  })

  it('follows a commit without reading, and lets go of what waits no more', async () => {
    await book.read(head)
    book.seen('base0', [row('old', open!, 1)])
    await commit(base(row('old', closed!, 1)), { table: 'local', key: 'new', value: row('new', open!, 999) })
    expect(ids()).not.toContain('old')
    expect(ids()?.[0]).toBe('new')
  })

  it('takes no word of a walk over that of a later commit', async () => {
    await book.read(head)
    await commit(base(row('old', closed!, 1)))
    book.seen('base0', [row('old', open!, 1)])
    expect(ids()).not.toContain('old')
  })

  it('shows a refused record however old it is', async () => {
    await commit(base(row('refused', closed!, 0)), {
      table: 'ops',
      key: 1,
      value: operation('refused', 'attention', 'rejected'),
    })
    await book.read(head)
    expect(book.day()?.records.at(-1)).toMatchObject({ row: { id: 'refused' }, state: 'attention' })
  })

  it('is the same object until something changed, and so are its records', async () => {
    await book.read(head)
    const before = book.day()!
    expect(book.day()).toBe(before)
    await commit(base(row('n249', closed!, 309)))
    expect(book.day()).not.toBe(before)
    expect(book.day()!.records[1]).toBe(before.records[1])
  })

  it('reads again what another page has changed', async () => {
    await book.read(head)
    await store.commit([base(row('n0', open!, 61))], head.version)
    await book.reread(['n0'])
    expect(ids()).toContain('n0')
  })

  it('wants to be read anew when another generation is shown', async () => {
    await book.read(head)
    head = { ...head, generation: 1 }
    expect(await commit()).toBe(false)
  })

  it('says so when it could not be read', async () => {
    const broken = Object.assign(new MemoryStore(), { page: () => Promise.reject(new Error('gone')) })
    const other = new DayBook(broken, 'T1')
    await other.read(head)
    expect(() => other.day()).toThrow('store_failed')
  })
})
