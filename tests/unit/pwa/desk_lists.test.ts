// How lists at the desk are walked, filtered and read page by page.
import { describe, expect, it } from 'vitest'
import { ApiError, unreachable } from '../../../pwa/src/api/error.ts'
import { question, readFilters, writeFilters } from '../../../pwa/src/desk/filters.ts'
import { KeysetList } from '../../../pwa/src/desk/keyset.ts'
import { listKey, moved } from '../../../pwa/src/desk/moving.ts'
import type { Page } from '../../../pwa/src/desk/shapes.ts'

describe('moving by keyboard', () => {
  const ids = ['a', 'b', 'c']

  it('goes row by row and stops at both ends', () => {
    expect([moved(ids, 'a', 'next'), moved(ids, 'c', 'next'), moved(ids, 'a', 'previous')]).toEqual(['b', 'c', 'a'])
  })

  it('enters an unselected list at the near end', () => {
    expect([moved(ids, null, 'next'), moved(ids, null, 'previous'), moved([], null, 'next')]).toEqual(['a', 'c', null])
  })

  it('starts again when the selected row has left the list', () => {
    expect(moved(ids, 'gone', 'next')).toBe('a')
  })

  it('leaves keys with a modifier to the browser', () => {
    const plain = { key: 'r', ctrlKey: false, metaKey: false, altKey: false }
    expect([listKey(plain), listKey({ ...plain, ctrlKey: true }), listKey({ ...plain, key: 'z' })]).toEqual([
      'reply',
      null,
      null,
    ])
  })
})

describe('filters in the address', () => {
  it('come back as they were written', () => {
    const filters = { code: 'D01', state: '', q: '王 & 李' }
    expect(readFilters(['code', 'state', 'q'], writeFilters(filters))).toEqual(filters)
  })

  it('ignore what is not text, and take the first of what is said twice', () => {
    expect(readFilters(['code', 'state'], { code: ['D01', 'D02'], state: null })).toEqual({ code: 'D01', state: '' })
  })

  it('ask the server only what was chosen', () => {
    expect(question({ code: 'D01', state: '' }, null, 50)).toEqual({ code: 'D01', cursor: undefined, limit: 50 })
  })
})

describe('a list read page by page', () => {
  const row = (id: string) => ({ id })

  function paged(pages: Record<string, Page<{ id: string }>>) {
    return new KeysetList((cursor) => Promise.resolve(pages[cursor ?? 'first'] as Page<{ id: string }>))
  }

  it('adds the next page below, and shows a row that moved only once', async () => {
    const list = paged({
      first: { items: [row('a'), row('b')], next: 'second' },
      second: { items: [row('b'), row('c')], next: null },
    })
    await list.refresh()
    await list.readMore()
    expect(list.state).toMatchObject({ items: [row('a'), row('b'), row('c')], more: false, loading: false })
  })

  it('drops an answer that a later question overtook', async () => {
    const waiting: ((page: Page<{ id: string }>) => void)[] = []
    const list = new KeysetList<{ id: string }>(() => new Promise((resolve) => waiting.push(resolve)))
    const [early, late] = [list.refresh(), list.restart()]
    waiting[1]?.({ items: [row('new')], next: null })
    waiting[0]?.({ items: [row('old')], next: null })
    await Promise.all([early, late])
    expect(list.state.items).toEqual([row('new')])
  })

  it('keeps its rows when the server cannot be reached, and says why', async () => {
    let answers: () => Promise<Page<{ id: string }>> = () => Promise.resolve({ items: [row('a')], next: null })
    const list = new KeysetList(() => answers())
    await list.refresh()
    answers = () => Promise.reject(unreachable())
    await list.refresh()
    expect(list.state.items).toEqual([row('a')])
    expect(list.state.failure).toBeInstanceOf(ApiError)
  })
})
