// A form of any kind: what fills itself in, what was touched, what is left alone.
import { describe, expect, it } from 'vitest'
import { kindOf } from '../../../pwa/src/contract.ts'
import { defaults } from '../../../pwa/src/forms/prefill.ts'
import { startedBy, startValues } from '../../../pwa/src/start_values.ts'
import { useForm } from '../../../pwa/src/forms/form_state.ts'
import { referenceIndex } from '../../fakes/reference.ts'

const kind = kindOf('consultation')!
const ticket = kindOf('department_ticket')!
const index = referenceIndex()
const form = (values: Record<string, unknown> = {}) => useForm(kind, { values, reference: () => index })

describe('prefilling', () => {
  it('takes the question from the chosen topic', () => {
    const made = form()
    made.set('topic_code', 'TD01')
    expect(made.values.question).toBe('想了解消费贷款的利率和材料。')
  })

  it('follows a topic chosen again while nobody wrote there', () => {
    const made = form()
    made.set('topic_code', 'TD01')
    made.set('topic_code', 'TA01')
    expect(made.values.question).toBe('想开户。')
  })

  it('never replaces what a person wrote', () => {
    const made = form()
    made.set('topic_code', 'TD01')
    made.set('question', '装修贷款要哪些材料？')
    made.set('topic_code', 'TA01')
    expect(made.values.question).toBe('装修贷款要哪些材料？')
  })
})

describe('what a form hands on', () => {
  it('is only what was touched, in its stored form', () => {
    const made = form({ question: '原来的', customer_name: '王女士' })
    made.set('question', ' 新的 ')
    expect(made.changes()).toEqual({ question: '新的' })
  })

  it('takes a value away as null', () => {
    const made = form({ customer_name: '王女士' })
    made.set('customer_name', '')
    expect(made.changes()).toEqual({ customer_name: null })
  })

  it('is nothing when a value was changed and changed back', () => {
    const made = form({ products: ['P14'] })
    made.set('products', [])
    made.set('products', ['P14'])
    expect(made.changes()).toEqual({})
  })

  it('never holds a masked value nobody touched', () => {
    const made = form({ customer_name: '王**', customer_mobile: '138****5678' })
    made.set('minutes', 5)
    expect(made.changes()).toEqual({ minutes: 5 })
    expect(made.masked).toEqual({ customer_name: '王**', customer_mobile: '138****5678' })
  })

  it('leaves out what has no value from a new record', () => {
    const made = form(defaults(kind))
    made.set('customer_name', ' ')
    expect(made.filled()).toEqual({ channel: 'onsite' })
  })

  it('begins with the moment it opens where that is nearly always the right one', () => {
    const visit = kindOf('reception')!
    expect(defaults(visit, '2026-11-24T01:30:00.000Z')).toMatchObject({ arrival_at: '2026-11-24T01:30:00.000Z' })
  })
})

describe('what is wrong', () => {
  it('stands at its field, in words, until the field changes', () => {
    const made = form()
    made.show([{ code: 'required', field: 'question' }])
    expect(made.errors.value).toEqual({ question: '请填写咨询问题。' })
    made.set('question', '怎么办？')
    expect(made.errors.value).toEqual({})
  })

  it('is forgotten for a field that fills itself in', () => {
    const made = form()
    made.show([{ code: 'required', field: 'question' }])
    made.set('topic_code', 'TD01')
    expect(made.errors.value).toEqual({})
  })
})

describe('a record started from another', () => {
  const start = kind.starts[0]!
  const origin = { kind, id: 'r1', values: { topic_code: 'TD01', question: '利率？', customer_name: '王女士' } }

  it('takes over constants, fields, what their entries say, and the first record itself', () => {
    expect(startValues(start, origin, ticket, index)).toEqual({
      to_department: 'credit_dept',
      ticket_type: 'loan_precheck',
      priority: 'normal',
      channel: 'system',
      content: '利率？',
      linked: ['r1'],
    })
  })

  it('leaves open what the entry does not say', () => {
    const elsewhere = { ...origin, values: { topic_code: 'TA01', question: '开户' } }
    expect(startValues(start, elsewhere, ticket, index)).not.toHaveProperty('to_department')
  })

  it('never takes over a personal value that may be masked', () => {
    const nosy = { ...start, values: { content: 'customer_name' } }
    expect(startValues(nosy, origin, ticket, index)).toEqual({})
  })
})

describe('what opens by itself', () => {
  const fault = { id: 'f1', kind: 'fault_ticket', status: 'reported', values: { fault_code: 'GN02' } }

  it('opens when its condition comes to hold, to the department it names', () => {
    const [opened] = startedBy(null, fault, index)
    expect(opened).toMatchObject({
      kind: 'department_ticket',
      values: { to_department: 'operations_dept', linked: ['f1'] },
    })
  })

  it('does not open again while it holds, nor where it does not', () => {
    expect(startedBy(fault, { ...fault, status: 'accepted' }, index)).toEqual([])
    expect(startedBy(null, { ...fault, values: { fault_code: 'GN01' } }, index)).toEqual([])
  })
})
