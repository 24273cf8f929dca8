// A person's own figures on the tablet: whose records count, and what the house asked for when the period began.
import { describe, expect, it } from 'vitest'
import { evidence, houseOf, missing, ownFigures } from '../../../pwa/src/screens/kpi/own_figures.ts'
import { NOW, RECORDS, idOf } from '../../fakes/morning.ts'
import { referenceIndex } from '../../fakes/reference.ts'
import { PERSON } from '../../fakes/state.ts'
import { FakeTablet } from '../../fakes/tablet.ts'

const done = (n: number, by = PERSON) => ({
  ...{ ...RECORDS[0]!, id: idOf(500 + n), kind: 'business_request', status: 'completed', created_by: by },
  values: { business_type: 'transfer', completed_at: '2026-11-24T02:00:00.000Z', core_serial_no: `S${n}` },
})

describe('own figures', () => {
  it('count what the person did and nothing of a colleague', async () => {
    const tablet = new FakeTablet({ records: [done(1), done(2), done(3, 'somebody-else')] })
    const figures = await ownFigures(tablet, NOW)
    const business = figures.find((each) => each.code === 'k2')!
    expect(business.figures.find((each) => each.code === 'business')!.numerator).toBe(2)
    expect(evidence(business, PERSON)).toHaveLength(2)
    expect(evidence(business, null)).toHaveLength(3)
    expect(business.named.reasons.completed!.zh).toBe('已完成')
  })

  it('have a name for every figure and reason the tablet can tell', async () => {
    const figures = await ownFigures(new FakeTablet({ records: RECORDS }), NOW)
    expect(figures.map((each) => each.code)).toEqual(['k1', 'k2', 'k3', 'k4', 'k5'])
    for (const { named, figures: told, contributions } of figures) {
      for (const figure of told) expect(named.figures[figure.code]?.zh).toBeTruthy()
      for (const each of contributions) expect(named.reasons[each.reason]?.zh).toBeTruthy()
    }
  })
})

it('a count says how many are missing, and a share never does', () => {
  const target = { bound: 'at_least', value: 500, unit: 'count' } as const
  const count = { code: 'business', sort: 'count', period: '2026-11', numerator: 412, denominator: 0 } as const
  expect(missing({ ...count, target, status: 'open', small_sample: false })).toBe(88)
  expect(missing({ ...count, numerator: 500, target, status: 'met', small_sample: false })).toBeNull()
  expect(missing({ ...count, sort: 'share', target, status: 'open', small_sample: false })).toBeNull()
})

it('the house is asked for what was in force on the day', () => {
  const house = houseOf(referenceIndex())
  expect(house.setting('nobody knows this', '2026-11-24T02:00:00.000Z')).toBeNull()
})
