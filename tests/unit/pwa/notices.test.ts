// What bulletins and guides' notices tell about an entry, and who still has to take note.
import { expect, it } from 'vitest'
import type { Shown } from '../../../pwa/src/device/tablet.ts'
import { entriesOf, noticeKinds, noticesAbout, toTakeNoteOf } from '../../../pwa/src/notices.ts'
import { RECORDS } from '../../fakes/morning.ts'
import { PERSON } from '../../fakes/state.ts'
import { FakeTablet } from '../../fakes/tablet.ts'
import { referenceIndex } from '../../fakes/reference.ts'

const NOW = Date.parse('2026-11-24T02:00:00.000Z')
const BULLETIN = noticeKinds().find((kind) => kind.notice?.about === 'products')!
const GUIDE = noticeKinds().find((kind) => kind.notice?.about === 'guide')!
const tablet = new FakeTablet({ records: RECORDS, ops: [], conflicts: [], history: {} })
const [any] = await tablet.records({ limit: 1 })

function told(values: Record<string, unknown>, status = 'published'): Shown {
  const since = { effective_from: '2026-11-01T01:00:00.000Z' }
  return { ...any!, state: 'received', row: { ...any!.row, status, values: { ...since, ...values } } }
}
const about = (shown: Shown, code = 'P14') => noticesAbout(BULLETIN, [shown], [{ set: 'products', code }], NOW)

it('a bulletin in force stands at the product it names, and at no other', () => {
  const shown = told({ products: ['P14'] })
  expect(about(shown)).toEqual([shown])
  expect(about(shown, 'P03')).toEqual([])
})

it('a draft, one that has ended and one still to come stand nowhere', () => {
  expect(about(told({ products: ['P14'] }, 'draft'))).toEqual([])
  expect(about(told({ products: ['P14'], expires_at: '2026-11-24T02:00:00.000Z' }))).toEqual([])
  expect(about(told({ products: ['P14'], effective_from: '2026-11-25T00:00:00.000Z' }))).toEqual([])
})

it('a topic is told what is in force about its products', () => {
  const topic = referenceIndex().item('topics', 'TD01')!
  expect(noticesAbout(BULLETIN, [told({ products: ['P14'] })], entriesOf(topic), NOW)).toHaveLength(1)
})

it('a guide that changed is told of at that guide', () => {
  expect(noticesAbout(GUIDE, [told({ guide: 'SG01' })], [{ set: 'step_guides', code: 'SG01' }], NOW)).toHaveLength(1)
})

it('what must be learnt is asked of everybody until they have, or are about to say so', () => {
  const asked = (values: Record<string, unknown>, state: Shown['state'] = 'received') =>
    toTakeNoteOf({ ...told(values), state }, GUIDE.notice!, PERSON)
  expect(asked({ must_learn: true, acks: [] })).not.toBeNull()
  expect(asked({ must_learn: true, acks: [PERSON] })).toBeNull()
  expect(asked({ must_learn: true }, 'saved')).toBeNull()
  expect(asked({ must_learn: false })).toBeNull()
})
