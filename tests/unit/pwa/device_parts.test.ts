import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { OpRow, RecordRow } from '@sync/client/ports.ts'
import { ReferenceIndex } from '@/reference'
import { problem } from '@/device/messages'
import { pinFault } from '@/device/pin_rules'
import { SearchLines } from '@/device/search_lines'
import { searchLine } from '@/device/search_text'
import { shown } from '@/device/shown'
import { pause } from '@/device/sync_loop'
import { uuid7 } from '@/device/uuid7'

const line = (id: string, at: string, text: string) => ({ id, at, text })

describe('a search', () => {
  test('finds every line that holds all words, newest first', () => {
    const lines = new SearchLines()
    lines.put([line('a', '1', '装修贷款 王女士'), line('b', '3', '贷款 还款'), line('c', '2', '挂失')])
    expect(lines.find('贷款', 10)).toEqual(['b', 'a'])
    expect(lines.find('贷款 王', 10)).toEqual(['a'])
    expect(lines.find('', 2)).toEqual(['b', 'c'])
  })

  test('takes full-width and capital letters for the same', () => {
    const lines = new SearchLines()
    lines.put([line('a', '1', '暂-Ｔ１-12')])
    expect(lines.find('暂-t1-１2', 1)).toEqual(['a'])
  })

  test('knows the last text of a line, and none of a removed one', () => {
    const lines = new SearchLines()
    lines.put([line('a', '1', '旧'), line('b', '2', '旧')])
    lines.put([line('a', '3', '新')])
    lines.remove(['b'])
    expect([lines.find('旧', 9), lines.find('新', 9)]).toEqual([[], ['a']])
  })

  test('agrees with a plain filter, whatever is put and asked', () => {
    const word = fc.constantFrom('贷', '款', 'a', 'B', '１')
    const texts = fc.array(
      fc.array(word, { maxLength: 5 }).map((words) => words.join('')),
      { maxLength: 20 },
    )
    fc.assert(
      fc.property(texts, fc.array(word, { maxLength: 2 }), (all, words) => {
        const lines = new SearchLines()
        lines.put(all.map((text, i) => line(`r${i}`, String(900 - i), text)))
        const fold = (text: string) => text.normalize('NFKC').toLowerCase()
        const expected = all.flatMap((text, i) => (words.every((w) => fold(text).includes(fold(w))) ? [`r${i}`] : []))
        expect(lines.find(words.join(' '), 99)).toEqual(expected)
      }),
    )
  })
})

describe('a record on the tablet', () => {
  const row = { id: 'r', kind: 'k', no: null, documents: [], at: '1', created_by_name: '李', values: {} }
  const record = row as unknown as RecordRow
  const op = (op_seq: number, more: object = {}) =>
    ({ op_seq, verb: 'create', state: 'waiting', receipt: null, ...more }) as unknown as OpRow

  test('shows the place of its creation until the server has given a number', () => {
    expect(shown(record, [op(12), op(13, { verb: 'close' })], 'T1').no).toBe('暂-T1-12')
    expect(shown({ ...record, no: 'ZX-0113-261124-0001' }, [op(12)], 'T1').no).toBe('ZX-0113-261124-0001')
  })

  test('is saved until every operation has its receipt', () => {
    const applied = { receipt: { verdict: 'applied' } }
    expect(shown(record, [op(1, applied), op(2)], 'T1').state).toBe('saved')
    expect(shown(record, [op(1, applied), op(2, applied)], 'T1').state).toBe('received')
  })

  test('needs nobody for what was let go of or replaced', () => {
    const refused = { receipt: { verdict: 'rejected' }, state: 'attention' }
    expect(shown(record, [op(1, refused)], 'T1').state).toBe('attention')
    expect(shown(record, [op(1, { ...refused, state: 'settled' })], 'T1').state).toBe('received')
  })

  test('is found by both its numbers and by who made it', () => {
    const { text } = searchLine(shown({ ...record, no: 'ZX-1' }, [], 'T1'), '暂-T1-12', new ReferenceIndex())
    expect(['ZX-1', '暂-T1-12', '李'].filter((word) => !text.includes(word))).toEqual([])
  })
})

test.each([
  ['271828', null],
  ['27182', 'pin_format'],
  ['２７１８２８', 'pin_format'],
  ['777777', 'pin_too_simple'],
  ['123456', 'pin_too_simple'],
  ['987654', 'pin_too_simple'],
  ['135791', null],
])('the PIN %s: %s', (pin, fault) => expect(pinFault(pin)).toBe(fault))

test('rounds come about every minute, and less often while they fail, never later than a minute', () => {
  expect([pause(0, 0), pause(0, 0.5)]).toEqual([48_000, 60_000])
  expect(pause(1, 0.5)).toBeLessThan(pause(4, 0.5))
  expect(pause(50, 0.99)).toBe(60_000)
})

test('a version 7 UUID sorts by its time and carries it', () => {
  const at = Date.parse('2026-11-24T08:00:00.000Z')
  const [one, two] = [uuid7(at), uuid7(at + 1)]
  expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(one < two).toBe(true)
  expect(parseInt(one.replaceAll('-', '').slice(0, 12), 16)).toBe(at)
})

test('every message of the device has both languages and no place left unfilled', () => {
  const source = readFileSync(new URL('../../../pwa/src/device/messages.ts', import.meta.url), 'utf8')
  const codes = [...source.matchAll(/^ {2}(\w+): \[/gm)].map((found) => found[1] as never)
  expect(codes.length).toBeGreaterThan(20)
  for (const code of codes) {
    const { message } = problem(code, { left: 3 })
    expect([message.zh, message.en].every((text) => text.length > 3 && !text.includes('{'))).toBe(true)
  }
})
