// What a customer is handed: the form's own fields, answered one by one, and nothing else of the record.
import { describe, expect, test } from 'vitest'
import type { RecordRow } from '@sync/client/ports.ts'
import { kindOf } from '@/contract'
import type { Saved, Shown, Tablet } from '@/device/tablet'
import { ReferenceIndex } from '@/reference'
import { labelText, recordOfLabel } from '@/scan/label.ts'
import { formsOfCapture, formsOfRecord, handedCapture, handedRecord } from '@/screens/customer/hand_over.ts'
import { answersOf } from '@/screens/customer/questions.ts'
import { pageAddress } from '@/scan/public_link.ts'
import { newToken } from '@/screens/kinds/survey_response/invitation.ts'

const SURVEY = kindOf('survey_response')!
const OPINION = kindOf('device_feedback')!
const DEVICE = '01935b1e-7c00-7000-8000-000000000004'

function invited(scene: string, status = 'issued'): Shown {
  const values = { scene, mode: 'self', linked: DEVICE, issued_at: '2026-11-24T02:40:00.000Z' }
  const row = { id: 'r', kind: SURVEY.code, rev: 1, status, values, created_by: 'x' } as unknown as RecordRow
  return { row, state: 'received', no: 'WJ-1' }
}

/** Keeps what it is told, as the tablet would. */
function tabletThatKeeps(said: unknown[]): Tablet {
  const keep = async (...all: unknown[]): Promise<Saved> => {
    said.push(all)
    return { ok: true, value: { recordId: 'new' } }
  }
  return { reference: () => new ReferenceIndex(), command: keep, capture: keep } as unknown as Tablet
}

describe('the form of a record', () => {
  test('is the one its scene asks for', () => {
    const codes = (scene: string) =>
      formsOfRecord(SURVEY, invited(scene), 'lobby_manager', 'me').map(({ code }) => code)
    expect(codes('device')).toEqual(['device_survey'])
    expect(codes('counter')).toEqual(['survey'])
  })

  test('is gone once it was answered', () => {
    expect(formsOfRecord(SURVEY, invited('counter', 'submitted'), 'lobby_manager', 'me')).toEqual([])
  })

  test('hands over its own fields alone', () => {
    const form = handedRecord(
      tabletThatKeeps([]),
      SURVEY,
      SURVEY.customer_forms[1]!,
      invited('device'),
      () => undefined,
    )
    expect(form.begin).toEqual({})
    expect(form.fields.map(({ code }) => code)).toEqual(['q1', 'q4', 'q6', 'q9', 'q10'])
  })

  test('says what a question still lacks, and takes the step with the moments at which it was begun and ended', async () => {
    const said: unknown[] = []
    const form = handedRecord(
      tabletThatKeeps(said),
      SURVEY,
      SURVEY.customer_forms[0]!,
      invited('counter'),
      () => undefined,
    )
    expect(form.check({})).toContainEqual({ code: 'required', field: 'q1' })
    expect(form.check({ q1: '5' })).toEqual([])
    await form.give({ q1: '5' }, '2026-11-24T02:41:00.000Z')
    const [id, verb, args] = said[0] as [string, string, Record<string, unknown>]
    expect([id, verb, args.q1, args.started_at]).toEqual(['r', 'submit', '5', '2026-11-24T02:41:00.000Z'])
    expect(args.submitted_at).toMatch(/Z$/)
  })
})

test('a capture that is handed over keeps what staff wrote, out of sight', async () => {
  const said: unknown[] = []
  const [own] = formsOfCapture(OPINION, {})
  const form = handedCapture(
    tabletThatKeeps(said),
    OPINION,
    own!,
    { machine_id: DEVICE, score: '5' },
    { draftId: 'd' },
    () => undefined,
  )
  expect(form.begin).toEqual({ score: '5' })
  await form.give({ score: '3', dimension: 'screen' }, '')
  expect((said[0] as unknown[])[1]).toEqual({ machine_id: DEVICE, score: '3', dimension: 'screen' })
})

test('a scale stands as figures over their words, and what does not apply stands apart', () => {
  const found = answersOf(SURVEY.fields.find(({ code }) => code === 'q2')!)!
  expect(found.scale.map(({ figure, words }) => `${figure}|${words}`)[0]).toBe('5|非常满意')
  expect(found.apart.map(({ words }) => words)).toEqual(['不适用'])
})

test('zero to ten is eleven buttons; words have none', () => {
  expect(answersOf(SURVEY.fields.find(({ code }) => code === 'q9')!)!.scale).toHaveLength(11)
  expect(answersOf(SURVEY.fields.find(({ code }) => code === 'q10')!)).toBeNull()
})

test('an invitation opens by 128 random bits in its address', () => {
  expect(newToken()).toMatch(/^[0-9a-f]{32}$/)
  expect(newToken()).not.toBe(newToken())
  expect(pageAddress('https://bank', '0113', 'ab')).toBe('https://bank/survey/0113/ab')
})

test('a label names its record, and other codes name none', () => {
  expect(recordOfLabel(labelText(DEVICE))).toBe(DEVICE)
  for (const other of ['https://example.com', DEVICE, 'LOBBYBOOK:1']) expect(recordOfLabel(other)).toBeNull()
})
