// What an opening asks for, by the customer it is for.
import { describe, expect, it } from 'vitest'
import { kindOf } from '../../../pwa/src/contract.ts'
import { lacksBefore } from '../../../pwa/src/screens/business/before_ready.ts'
import { fitting, papersFor, peopleAsked } from '../../../pwa/src/screens/kinds/account_opening/opening.ts'

const kind = kindOf('account_opening')!
const codes = (values: object) => fitting(kind, 'account_class', { ...values }).map(({ code }) => code)

describe('an opening', () => {
  it('offers the classes that fit the customer', () => {
    expect(codes({ customer_kind: 'person' })).toEqual(['class_1', 'class_2', 'class_3'])
    expect(codes({ customer_kind: 'organisation' })).toHaveLength(4)
    expect(codes({ customer_kind: 'sole_trader' })).toHaveLength(7)
  })

  it.each([
    [{ customer_kind: 'person' }, false, 'M01'],
    [{ customer_kind: 'person' }, true, 'M02'],
    [{ customer_kind: 'person', customer_age: 'under_16' }, false, 'M03'],
    [{ customer_kind: 'organisation' }, false, 'M12'],
  ])('asks for the papers of %j', (values, byAgent, list) => {
    expect(papersFor(values, byAgent)).toBe(list)
  })

  it('asks for a guardian of whoever is under 16, and for the people behind an organisation', () => {
    expect(peopleAsked({ customer_age: 'under_14' }, false)).toContain('agent')
    expect(peopleAsked({ customer_kind: 'organisation' }, false)).toContain('beneficial_owner')
    expect(peopleAsked({ customer_kind: 'person' }, false)).toEqual(['customer_id'])
  })

  it('says what is still in the way, and nothing once it is cleared', () => {
    const values = { customer_kind: 'person', account_class: 'class_1', usage: 'daily', channel: 'counter' }
    const young = { ...values, customer_id: 'k', documents_valid: true, customer_age: 'under_16', guardian_due: true }
    const lacks = lacksBefore(kind, 'pending_check', { ...young, aml_check_id: 'a', check_passed: false })
    expect(lacks.map(({ field }) => field)).toEqual(['aml_check_id', 'agent'])
    expect(lacksBefore(kind, 'in_progress', young)).toEqual([])
  })
})
