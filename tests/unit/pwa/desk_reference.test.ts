// The editor's form values: what is refused is found again, and lists are written one a line.
import { describe, expect, it } from 'vitest'
import { blank, faultsOf, linesOf, listOf, shortly, type FormField } from '../../../pwa/src/desk/reference_draft.ts'
import { choiceText } from '../../../pwa/src/desk/reference_names.ts'

const field = (name: string, more: Partial<FormField> = {}): FormField => ({
  name,
  type: 'text',
  required: true,
  nullable: false,
  many: false,
  ...more,
})

describe('faults', () => {
  it('stand at the entry and the path they name', () => {
    const found = faultsOf({ 'entries.3.value': ['Not between'], 'entries.3.scale.0.zh': ['Short'] })
    expect(found[3]).toEqual({ value: ['Not between'], 'scale.0.zh': ['Short'] })
  })

  it('of the set as a whole stand before its entries', () => {
    expect(faultsOf({ entries: ['P14 is named elsewhere'] })[-1]).toEqual({ '': ['P14 is named elsewhere'] })
  })
})

describe('an entry', () => {
  it('begins with every required field as its type begins', () => {
    const steps = field('steps', { type: 'object', many: true })
    const within = field('within', { type: 'object', fields: [field('amount', { type: 'number' })] })
    expect(
      blank([field('zh'), field('cash', { type: 'flag' }), steps, within, field('note', { required: false })]),
    ).toEqual({ zh: '', cash: false, steps: [], within: { amount: null } })
  })
})

describe('lists', () => {
  it('lose nothing on the way to lines and back', () => {
    expect(listOf(linesOf(['一', '二']))).toEqual(['一', '二'])
  })

  it('have no empty lines', () => {
    expect(listOf(' 一 \n\n二\n')).toEqual(['一', '二'])
  })

  it('are told in one line', () => {
    expect([shortly([]), shortly(['甲', '乙']), shortly({ amount: 1, unit: 'day' })]).toEqual([
      '—',
      '甲；乙',
      '1 · day',
    ])
  })
})

describe('what an entry chose among codes', () => {
  it.each([
    ['credit_dept', '信贷部门'],
    [['urgent', 'high'], '紧急、高'],
    ['novel_code', 'novel_code'],
    [null, ''],
  ])('is said in words, and keeps a code that has none: %j', (value, text) => {
    expect(choiceText(value)).toBe(text)
  })
})
