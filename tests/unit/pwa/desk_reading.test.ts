// Records and documents in words, in both languages.
import { afterEach, describe, expect, it } from 'vitest'
import { contract, type Kind } from '../../../pwa/src/contract.ts'
import { documentState, fileSize, hasFile, periodOf } from '../../../pwa/src/desk/documents.ts'
import { EN, ZH, t } from '../../../pwa/src/desk/messages.ts'
import { fullMoment, lineOf, linksOf, readFields, subtitleOf, titleOf } from '../../../pwa/src/desk/reading.ts'
import type { RecordItem } from '../../../pwa/src/desk/shapes.ts'
import { language } from '../../../pwa/src/i18n/index.ts'
import made from '../../../pwa/src/generated/contract.json'
import { ReferenceIndex, type ReferenceItem } from '../../../pwa/src/reference/index.ts'

const reference = new ReferenceIndex()
const item = {
  code: 'credit_dept',
  zh: '信贷部门',
  en: 'Credit',
  keys: '',
  status: 'in_force',
  effective_from: '2026-01-01',
} as ReferenceItem
reference.load([{ name: 'departments', items: [item] }])

function recordOf(kind: Kind, values: Record<string, unknown>): RecordItem {
  return { kind: kind.code, values } as unknown as RecordItem
}
const inboxKind = contract.kinds.find((kind) => kind.inbox !== null)
if (!inboxKind) throw new Error('no kind has an inbox')
const linkField = inboxKind.fields.find((field) => field.reference === 'record')?.code ?? ''
const departmentField = inboxKind.inbox?.department_field ?? ''

afterEach(() => {
  language.value = 'zh'
})

describe('every kind', () => {
  it.each(contract.kinds.map((kind) => [kind.code, kind] as const))(
    'of %s has a title in both languages',
    (_, kind) => {
      const example = recordOf(kind, made.kinds.find(({ code }) => code === kind.code)!.example)
      expect(titleOf(example, reference)).not.toBe('')
      expect(readFields(kind, example, reference).every((read) => read.text !== '')).toBe(true)
      language.value = 'en'
      expect(titleOf(recordOf(kind, {}), reference)).toBe(kind.en)
    },
  )

  it('that this page does not know yet goes by its code', () => {
    const unknown = { kind: 'new_kind', values: {} } as unknown as RecordItem
    expect([titleOf(unknown, reference), subtitleOf(unknown, reference), linksOf(unknown)]).toEqual([
      'new_kind',
      '',
      [],
    ])
  })
})

describe('a record that links to others', () => {
  const record = recordOf(inboxKind, { [departmentField]: 'credit_dept', [linkField]: ['one', 'two'] })

  it('names them by id, apart from its fields', () => {
    expect(linksOf(record)).toEqual(['one', 'two'])
    expect(readFields(inboxKind, record, reference).map((read) => read.text)).toEqual(['信贷部门'])
  })

  it('leaves out under its title what the page says already', () => {
    expect(subtitleOf(record, reference)).toBe('信贷部门')
    expect(subtitleOf(record, reference, departmentField)).toBe('')
  })
})

describe('the line under a record', () => {
  const at = '2026-11-23T16:05:00.000Z'
  const line = (more: Partial<RecordItem>) => lineOf({ no: 'AJ-0113-261124-0001', at, ...more } as RecordItem)

  it('says number, author and moment; what the bank made by itself has no author', () => {
    expect(line({ created_by_name: '王芳' })).toBe('AJ-0113-261124-0001 · 王芳 · 2026-11-24 00:05')
    expect(line({ created_by_name: '' })).toBe('AJ-0113-261124-0001 · 2026-11-24 00:05')
  })
})

describe('a moment', () => {
  it('is told in the bank’s own zone', () => {
    expect(fullMoment('2026-11-23T16:05:00.000Z')).toBe('2026-11-24 00:05')
  })
})

describe('a document', () => {
  it('has a word for its state in both languages, and keeps a state it does not know', () => {
    expect([documentState('failed'), documentState('shredded')]).toEqual(['未能出具', 'shredded'])
    language.value = 'en'
    expect(documentState('failed')).toBe('Failed')
  })

  it('has a file once it was issued, also when it holds no more', () => {
    expect([hasFile({ size: null }), hasFile({ size: 90_000 })]).toEqual([false, true])
  })

  it('belongs to the day, month or quarter of a day', () => {
    const named = (['day', 'month', 'quarter'] as const).map((span) => periodOf(span, '2026-10-01'))
    expect(named).toEqual(['2026-10-01', '2026-10', '2026Q4'])
  })

  it('says its size so that one can choose', () => {
    expect([fileSize(10), fileSize(90_000), fileSize(3_000_000)]).toEqual(['1 KB', '88 KB', '2.9 MB'])
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
    language.value = 'en'
    expect(t('tablets_count', { count: 3 })).toBe('3 in all')
  })
})
