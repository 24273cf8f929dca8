// What a person settles: refused operations, conflicts, drafts, PINs.
import { describe, expect, it } from 'vitest'
import type { ConflictRow } from '../../../sync/client/ports.ts'
import { kindOf } from '../../../pwa/src/contract.ts'
import { aboutOf, draftPlace } from '../../../pwa/src/screens/capture/draft_place.ts'
import { beginCapture, originOf } from '../../../pwa/src/screens/capture/begin_capture.ts'
import { isWeak } from '../../../pwa/src/screens/entry/pin.ts'
import { choiceOf, lateStep, unitsOf } from '../../../pwa/src/forms/conflict_choices.ts'
import { refusedOf } from '../../../pwa/src/screens/sync/refused.ts'
import { CONFLICTS, DRAFTS, OPS, RECORDS, idOf } from '../../fakes/morning.ts'
import { referenceIndex } from '../../fakes/reference.ts'
import { PERSON } from '../../fakes/state.ts'
import { FakeTablet } from '../../fakes/tablet.ts'

const consultation = kindOf('consultation')!
const ticket = kindOf('department_ticket')!
const world = { records: RECORDS, ops: OPS, conflicts: CONFLICTS, drafts: DRAFTS, reference: referenceIndex() }

describe('a conflict', () => {
  const conflict = CONFLICTS[0]!
  const units = unitsOf(consultation, conflict)

  it('is settled by groups that merge together', () => {
    expect(units.map((unit) => unit.fields.map(({ field }) => field.code))).toEqual([
      ['solution', 'outcome'],
      ['minutes'],
    ])
  })

  it('is answered for every field, one side for a whole group', () => {
    expect(choiceOf(conflict, units, { answer: 'mine', minutes: 'base' })).toEqual({
      solution: 'mine',
      outcome: 'mine',
      minutes: 'base',
    })
  })

  it('never chooses a state of the life cycle back', () => {
    const moved: ConflictRow = { ...conflict, fields: { ...conflict.fields, status: ['answered', 'closed', 'voided'] } }
    expect(choiceOf(moved, units, { answer: 'mine', minutes: 'mine' }).status).toBe('theirs')
  })
})

describe('a step that came too late', () => {
  it('says what it wanted and what the record had come to', () => {
    const late: ConflictRow = { ...CONFLICTS[0]!, fields: { status: [null, 'withdrawn', 'received'] } }
    expect(lateStep(late)).toEqual({ mine: 'withdrawn', theirs: 'received' })
    expect(unitsOf(ticket, late)).toEqual([])
    expect(lateStep(CONFLICTS[0]!)).toBeNull()
  })
})

describe('a refused operation', () => {
  it('offers the field the bank named first, and what was typed', () => {
    const refused = refusedOf(
      consultation,
      OPS.find((op) => op.state === 'attention')!,
    )
    expect(refused.fields[0]!.code).toBe('question')
    expect(refused.wanted.customer_name).toBe('陈先生')
  })
})

describe('a draft', () => {
  it('is gone on with where it was begun', () => {
    const draft = { ...DRAFTS[0]!, about: { corrects: idOf(5) } }
    expect(draftPlace(draft)).toMatchObject({ name: 'correct', params: { id: idOf(5) } })
    expect(draftPlace({ ...draft, about: { from: idOf(1) } })).toMatchObject({ query: { from: idOf(1) } })
    expect(aboutOf({ about: { odd: 1 } })).toBeNull()
  })

  it('brings its values and its own id back', async () => {
    const begun = await beginCapture(new FakeTablet(world), consultation, { draft: DRAFTS[0]!.id }, () => 'new')
    expect(begun.draftId).toBe(DRAFTS[0]!.id)
    expect(begun.values).toEqual(DRAFTS[0]!.values)
  })
})

describe('a capture', () => {
  it('begins with the defaults of its kind', async () => {
    const begun = await beginCapture(new FakeTablet(world), consultation, {}, () => 'new')
    expect(begun.values).toEqual({ channel: 'onsite' })
  })

  it('begins with what the first record hands over, and takes its step along', async () => {
    const tablet = new FakeTablet(world)
    const begun = await beginCapture(tablet, ticket, { from: idOf(1) }, () => 'new')
    expect(begun.values).toMatchObject({ to_department: 'credit_dept', linked: [idOf(1)] })
    expect(originOf(begun.start, begun.origin!, 'lobby_manager', PERSON)).toEqual({
      recordId: idOf(1),
      command: { verb: 'refer', args: {} },
    })
  })

  it('leaves a first record alone that cannot take the step any more', async () => {
    const detail = (await new FakeTablet(world).record(idOf(5)))!
    expect(originOf(consultation.starts[0]!, detail, 'lobby_manager', PERSON)).toEqual({ recordId: idOf(5) })
  })

  it('begins with an entry chosen in the guide', async () => {
    const begun = await beginCapture(new FakeTablet(world), consultation, { set: 'products', code: 'P14' }, () => 'new')
    expect(begun.chosen).toEqual({ products: ['P14'] })
  })
})

describe('a PIN', () => {
  it.each(['000000', '123456', '654321'])('is weak when anybody would try it: %s', (pin) => {
    expect(isWeak(pin)).toBe(true)
  })

  it.each(['135790', '112233', '908172'])('is strong enough otherwise: %s', (pin) => {
    expect(isWeak(pin)).toBe(false)
  })
})
