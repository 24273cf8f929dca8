// Which fields a form shows.
import { describe, expect, it } from 'vitest'
import { contract, kindOf } from '../../../pwa/src/contract.ts'
import type { FormWorld } from '../../../pwa/src/fields/form_world.ts'
import { captureFields, commandFields, isNeededNow } from '../../../pwa/src/forms/arrange.ts'
import { cardsFor } from '../../../pwa/src/forms/reference_cards.ts'
import { referenceIndex } from '../../fakes/reference.ts'

const index = referenceIndex()
const world: FormWorld = { reference: () => index, lastUsed: () => [], records: null, now: () => 0 }
const consultation = kindOf('consultation')!
const ticket = kindOf('department_ticket')!
const codes = (fields: { code: string }[]) => fields.map((field) => field.code)

describe('a capture', () => {
  it.each(contract.kinds.filter((kind) => kind.quick))('asks first for what the quick capture of $zh names', (kind) => {
    const asked = codes(captureFields(kind, world, {}, false))
    const offered = kind.quick!.fields.filter((code) => asked.includes(code))
    expect(asked.slice(0, offered.length)).toEqual(offered)
  })

  it.each(contract.kinds)('never asks for what the system works out: $zh', (kind) => {
    const derived = kind.fields.filter((field) => field.derived).map((field) => field.code)
    expect(codes(captureFields(kind, world, {}, true)).filter((code) => derived.includes(code))).toEqual([])
  })

  it('leaves to the addressed department what only the department says', () => {
    const offered = codes(captureFields(ticket, world, {}, true))
    expect(offered).toContain('content')
    expect(offered).not.toContain('reply')
    expect(offered).not.toContain('result')
  })

  it('leaves to later steps what only they say', () => {
    const drill = kindOf('drill')!
    const offered = codes(captureFields(drill, world, {}, true))
    expect(offered).toContain('participants')
    expect(offered).not.toContain('timeline')
    expect(codes(captureFields(drill, world, { timeline: [{ step: 'call' }] }, true))).toContain('timeline')
    expect(codes(captureFields(consultation, world, {}, true))).toContain('solution')
  })

  it('does not show a choice from an empty set, unless it already holds something', () => {
    expect(codes(captureFields(consultation, world, {}, true))).not.toContain('bulletin_id')
    expect(codes(captureFields(consultation, world, { bulletin_id: 'B1' }, true))).toContain('bulletin_id')
  })

  it('shows what only a condition asks for when the condition holds, and marks it needed', () => {
    expect(codes(captureFields(ticket, world, { channel: 'system' }, true))).not.toContain('contact_person')
    expect(codes(captureFields(ticket, world, { channel: 'phone' }, true))).toContain('contact_person')
    const field = ticket.fields.find((each) => each.code === 'contact_person')!
    expect(isNeededNow(ticket, field, { channel: 'phone' })).toBe(true)
  })
})

describe('a step', () => {
  it('asks for its own arguments only', () => {
    const answer = consultation.life_cycle.commands.find((command) => command.code === 'answer')!
    expect(codes(commandFields(consultation, answer, world, {}))).toEqual(['solution', 'materials_given', 'products'])
  })
})

describe('word from the reference data', () => {
  it('comes from the product when one is chosen, else from the topic', () => {
    expect(cardsFor(consultation, { topic_code: 'TD01' }, index).map((card) => card.code)).toEqual(['TD01'])
    const cards = cardsFor(consultation, { topic_code: 'TD01', products: ['P14'] }, index)
    expect(cards.map((card) => card.code)).toEqual(['P14'])
    expect(cards[0]!.lists[0]!.items).toEqual(['身份证件', '收入证明'])
  })
})
