// The visit: who is here, what comes next, and what is carried from one capture into the next.
import { beforeAll, describe, expect, it } from 'vitest'
import { captureErrors } from '../../../sync/validation.ts'
import { kindOf, wholeContract } from '../../../pwa/src/contract.ts'
import { ReferenceIndex } from '../../../pwa/src/reference/index.ts'
import { beginCapture, originOf } from '../../../pwa/src/screens/capture/begin_capture.ts'
import { whereTo } from '../../../pwa/src/screens/kinds/reception/diversion.ts'
import { carried } from '../../../pwa/src/screens/visit/carried.ts'
import { inOrder } from '../../../pwa/src/screens/visit/next_kinds.ts'
import {
  isVisit,
  minutesWaited,
  ofVisit,
  openVisits,
  patience,
  placeOf,
  spineKind,
  visitKinds,
} from '../../../pwa/src/screens/visit/visits.ts'
import { NOW } from '../../fakes/morning.ts'
import { PERSON } from '../../fakes/state.ts'
import { FakeTablet } from '../../fakes/tablet.ts'

beforeAll(wholeContract)

const MINUTE = 60_000
const INDEX = new ReferenceIndex()
const at = (minutesAgo: number) => new Date(NOW - minutesAgo * MINUTE).toISOString()
const newId = () => '01935b1e-7c00-7000-8000-00000000d001'

async function greeted(tablet: FakeTablet, more: Record<string, unknown> = {}, minutesAgo = 5): Promise<string> {
  const values = { need_type: 'consultation', diverted_to: 'counter', arrival_at: at(minutesAgo), ...more }
  const saved = await tablet.capture('reception', values, { at: at(minutesAgo) })
  if (!saved.ok) throw new Error(JSON.stringify(saved))
  return saved.value.recordId
}

async function captured(tablet: FakeTablet, kind: string, values: Record<string, unknown>): Promise<string> {
  const saved = await tablet.capture(kind, values)
  if (!saved.ok) throw new Error(JSON.stringify(saved))
  return saved.value.recordId
}

const records = (tablet: FakeTablet) => tablet.day()!.records

describe('who is in the branch', () => {
  it('stands there until the visit ends, the longest here first', async () => {
    const tablet = new FakeTablet({ now: () => NOW })
    const first = await greeted(tablet, {}, 30)
    const second = await greeted(tablet, {}, 10)
    expect(openVisits(records(tablet), NOW).map(({ row }) => row.id)).toEqual([first, second])
    await tablet.command(first, 'leave', { left_reason: 'done' })
    expect(openVisits(records(tablet), NOW).map(({ row }) => row.id)).toEqual([second])
  })

  it('is not somebody of another day', async () => {
    const tablet = new FakeTablet({ now: () => NOW })
    await greeted(tablet, {}, 24 * 60)
    expect(openVisits(records(tablet), NOW)).toEqual([])
  })

  it('waits until called or served', async () => {
    const tablet = new FakeTablet({ now: () => NOW })
    const id = await greeted(tablet, {}, 31)
    expect(minutesWaited((await tablet.record(id))!, NOW)).toBe(31)
    await tablet.command(id, 'serve', {})
    expect(minutesWaited((await tablet.record(id))!, NOW)).toBeNull()
  })

  it('is watched from twenty minutes and too long from thirty, where the branch set nothing else', () => {
    expect([19, 20, 29, 30].map((minutes) => patience(minutes, INDEX))).toEqual([
      'fine',
      'watched',
      'watched',
      'too_long',
    ])
  })
})

describe('what comes next', () => {
  const offered = (values: Record<string, unknown>) => inOrder(spineKind()!, values, visitKinds('lobby_manager'))

  it('follows the need, and leaves nothing out that can hang on a visit', () => {
    const { usual, other } = offered({ need_type: 'self_service' })
    expect(usual[0]!.code).toBe('assist_session')
    expect(new Set([...usual, ...other])).toEqual(new Set(visitKinds('lobby_manager')))
  })

  it('thinks of care first for whoever is elderly, and steers them nowhere', () => {
    const elderly = { need_type: 'self_service', segment: ['elderly'] }
    expect(offered(elderly).usual.map((kind) => kind.code)).toContain('elder_care')
    expect([whereTo(elderly), whereTo({ need_type: 'self_service' })]).toEqual(['counter', 'self_service'])
  })

  it('is gone on with on the page of the visit', async () => {
    const tablet = new FakeTablet({ now: () => NOW })
    const id = await greeted(tablet)
    expect(isVisit('reception')).toBe(true)
    expect(placeOf((await tablet.record(id))!)).toEqual({ name: 'visit', params: { id } })
  })
})

describe('what was said once', () => {
  const consultation = () => kindOf('consultation')!

  it('is carried into the next capture, with the visit it hangs on', async () => {
    const tablet = new FakeTablet({ now: () => NOW })
    const id = await greeted(tablet, { customer_name: '王女士' })
    const { values } = await beginCapture(tablet, consultation(), { from: id }, newId)
    expect([values.visit_id, values.customer_name]).toEqual([id, '王女士'])
  })

  it('is carried on through a record that is started from one of the visit', async () => {
    const tablet = new FakeTablet({ now: () => NOW })
    const visit = await greeted(tablet, { customer_name: '王女士' })
    const question = { channel: 'onsite', topic_code: 'TD01', question: '想了解装修贷款的利率。', visit_id: visit }
    const from = await captured(tablet, 'consultation', question)
    const { values } = await beginCapture(tablet, kindOf('lead')!, { from }, newId)
    expect(values.visit_id).toBe(visit)
    expect(ofVisit(records(tablet), visit).map(({ row }) => row.id)).toEqual([from])
  })

  it('never makes the next record faulty: a telephone goes nowhere without the consent it needs', async () => {
    const tablet = new FakeTablet({ now: () => NOW })
    const visit = await greeted(tablet)
    const said = { customer_mobile: '13812345678', follow_up_consent: true, visit_id: visit }
    await captured(tablet, 'consultation', { channel: 'onsite', topic_code: 'TD01', question: '想了解利率。', ...said })
    const values = { channel: 'onsite', topic_code: 'TD02', question: '再问按揭。' }
    const known = await carried(tablet, visit, consultation(), values)
    expect(known.customer_mobile).toBeUndefined()
    expect(captureErrors(consultation(), { ...values, ...known })).toEqual([])
  })

  it('does not overwrite what the person or the start already says', async () => {
    const tablet = new FakeTablet({ now: () => NOW })
    const id = await greeted(tablet, { customer_name: '王女士' })
    expect((await carried(tablet, id, consultation(), { customer_name: '李先生' })).customer_name).toBeUndefined()
  })

  it('never brings stars along: a masked name stays where it is', async () => {
    const tablet = new FakeTablet({ now: () => NOW })
    const id = await greeted(tablet)
    const row = (await tablet.record(id))!.row
    const other = new FakeTablet({
      records: [{ ...row, values: { ...row.values, customer_name: '王**' } }],
      now: () => NOW,
    })
    expect((await carried(other, id, consultation(), {})).customer_name).toBeUndefined()
  })

  it('serves whoever is here, once', async () => {
    const tablet = new FakeTablet({ now: () => NOW })
    const id = await greeted(tablet)
    const start = spineKind()!.starts.find((each) => each.kind === 'consultation')!
    const origin = async () => originOf(start, (await tablet.record(id))!, 'lobby_manager', PERSON)
    expect((await origin()).command?.verb).toBe('serve')
    await tablet.command(id, 'serve', {})
    expect((await origin()).command).toBeUndefined()
  })
})
