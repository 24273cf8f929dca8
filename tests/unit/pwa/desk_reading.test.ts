// Records in words, in both languages.
import { describe, expect, it } from 'vitest'
import { CONTRACT } from '../../../pwa/src/desk/contract.ts'
import { EN, ZH, told } from '../../../pwa/src/desk/messages.ts'
import { linksOf, readFields, readValue, subtitleOf, titleOf, type Reader } from '../../../pwa/src/desk/reading.ts'
import type { RecordItem } from '../../../pwa/src/desk/shapes.ts'
import { ReferenceIndex, type ReferenceItem } from '../../../pwa/src/reference/index.ts'

const reference = new ReferenceIndex()
const item = { code: 'credit_dept', zh: '信贷部门', en: 'Credit', keys: '', status: 'in_force' } as ReferenceItem
reference.load([{ name: 'departments', items: [item] }])
const zh: Reader = { language: 'zh', reference }
const en: Reader = { language: 'en', reference }

function recordOf(kind: (typeof CONTRACT.kinds)[number], values: Record<string, unknown>): RecordItem {
  return { kind: kind.code, values } as unknown as RecordItem
}
const inboxKind = CONTRACT.kinds.find((kind) => kind.inbox !== null)
if (!inboxKind) throw new Error('no kind has an inbox')
const departmentField = inboxKind.inbox?.department_field ?? ''
const field = (type: string, more: object = {}) => ({ ...inboxKind.fields[0], type, reference: null, ...more }) as never

describe('a value in words', () => {
  it('is told by its type', () => {
    expect(readValue(field('bool'), true, en)).toBe('Yes')
    expect(readValue(field('datetime'), '2026-11-24T02:00:00.000Z', zh)).toBe('2026-11-24 10:00')
    expect(readValue(field('money'), 123456789, zh)).toBe('¥1,234,567.89')
    expect(readValue(field('refs', { reference: 'departments' }), ['credit_dept', 'new_dept'], zh)).toBe(
      '信贷部门、new_dept',
    )
  })

  it('is nothing where there is none', () => {
    expect([null, undefined, ''].map((value) => readValue(field('text'), value, zh))).toEqual(['', '', ''])
  })
})

describe('every kind', () => {
  it.each(CONTRACT.kinds.map((kind) => [kind.code, kind] as const))(
    'of %s has a title in both languages',
    (_, kind) => {
      const example = recordOf(kind, (kind as unknown as { example: Record<string, unknown> }).example)
      expect(titleOf(example, zh)).not.toBe('')
      expect(titleOf(recordOf(kind, {}), en)).toBe(kind.en)
      expect(readFields(kind, example, zh).every((read) => read.text !== '')).toBe(true)
    },
  )
})

describe('a record that links to others', () => {
  const record = recordOf(inboxKind, { [departmentField]: 'credit_dept', [inboxKind.links ?? '']: ['one', 'two'] })

  it('names them by id, apart from its fields', () => {
    expect(linksOf(record)).toEqual(['one', 'two'])
    expect(readFields(inboxKind, record, zh).map((read) => read.text)).toEqual(['信贷部门'])
  })

  it('leaves out under its title what the page says already', () => {
    expect(subtitleOf(record, zh)).toBe('信贷部门')
    expect(subtitleOf(record, zh, departmentField)).toBe('')
  })
})

describe('the sentences of the desk', () => {
  const names = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()

  it('say the same in both languages, with the same names to fill in', () => {
    for (const [key, sentence] of Object.entries(ZH)) {
      expect(names(EN[key as keyof typeof ZH]), key).toEqual(names(sentence))
    }
  })

  it('are filled in', () => {
    expect(told('en', 'tablets_count', { count: 3 })).toBe('3 in all')
  })
})
