// Values as people read and choose them.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldOf, kindOf } from '../../../pwa/src/contract.ts'
import { said } from '../../../pwa/src/i18n/index.ts'
import { instantOf, minuteOf, wallTime } from '../../../pwa/src/fields/bank_time.ts'
import { IN_SIGHT, inSight, suggested } from '../../../pwa/src/fields/picks.ts'
import { subtitleOf, titleOf, valueText, yuan } from '../../../pwa/src/fields/value_text.ts'
import { referenceIndex } from '../../fakes/reference.ts'

const kind = kindOf('consultation')!
const index = referenceIndex()
const text = (code: string, value: unknown) => valueText(fieldOf(kind, code)!, value, index)

describe('the text of a value', () => {
  it('names options, entries and answers', () => {
    expect(text('channel', 'onsite')).toBe('现场')
    expect(text('topic_code', 'TD01')).toBe('消费贷')
    expect(text('products', ['P14', 'P99'])).toBe('个人消费贷、P99')
    expect(text('follow_up_consent', false)).toBe('否')
    expect(text('follow_up_at', '2026-11-26T07:00:00.000Z')).toBe('2026年11月26日 15:00')
  })

  it('leaves a day that is hidden as it is shown', () => {
    expect(valueText(fieldOf(kindOf('customer')!, 'birth_date')!, '****', index)).toBe('****')
  })

  it('is empty without a value', () => {
    expect(text('products', [])).toBe('')
    expect(text('minutes', null)).toBe('')
  })

  it('shows fen as yuan', () => {
    expect(yuan(1234567)).toBe('¥12,345.67')
  })

  it('calls a record by its kind while the naming field is empty', () => {
    expect(titleOf(kind, {}, index)).toBe('咨询')
  })

  it('says in the line under a record what a bare number counts', () => {
    const queue = kindOf('queue_snapshot')!
    const named = said(fieldOf(queue, 'waiting')!)
    expect(subtitleOf(queue, { waiting: 6 }, index)).toBe(`${named} 6`)
  })
})

describe('the bank’s wall clock', () => {
  it('is eight hours ahead all year', () => {
    expect(wallTime('2026-07-01T16:30:00.000Z')).toBe('2026-07-02T00:30')
    expect(instantOf('2026-01-01T07:00')).toBe('2025-12-31T23:00:00.000Z')
  })

  it('leads back to the same minute', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4102444800000 }), (at) => {
        expect(instantOf(wallTime(minuteOf(at)))).toBe(minuteOf(at))
      }),
    )
  })

  it('is no instant while it is incomplete', () => {
    expect(instantOf('')).toBeNull()
  })
})

describe('choices in sight', () => {
  const code = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h')
  const all = [...'abcdefgh'].map((value) => ({ value, label: value }))

  it('always hold what is chosen, never anything twice, and few others', () => {
    fc.assert(
      fc.property(fc.array(code), fc.uniqueArray(code), (preferred, chosen) => {
        const shown = inSight(all, preferred, chosen).map((pick) => pick.value)
        expect(shown).toEqual(expect.arrayContaining(chosen))
        expect(new Set(shown).size).toBe(shown.length)
        expect(shown.filter((value) => !(chosen as string[]).includes(value)).length).toBeLessThanOrEqual(IN_SIGHT)
      }),
    )
  })

  it('put what was used last first', () => {
    expect(inSight(all, ['g', 'c'], [])[0]!.value).toBe('g')
  })

  it('keep their order while one after the other is chosen', () => {
    const order = (chosen: string[]) => inSight(all, ['g'], chosen).map((pick) => pick.value)
    expect(order(['a'])).toEqual(order([]))
  })

  it('are suggested by the entries chosen elsewhere', () => {
    const field = fieldOf(kind, 'products')!
    expect(suggested(field, kind.fields, { topic_code: 'TD01' }, index)).toEqual(['P14'])
  })
})
