// Periods as people step through them, and a figure's course.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asSpan, isAhead, isPeriod, spanOf, stepped } from '../../../pwa/src/desk/kpi/period.ts'
import { courseOf, drawn, judgedFirst, sampleOf, valueOf } from '../../../pwa/src/desk/kpi/kpi.ts'
import type { Figure, Kpi, PaceAnswer } from '../../../pwa/src/desk/kpi/shapes.ts'

const TODAY = '2026-11-30'
const months = fc
  .tuple(fc.integer({ min: 2000, max: 2999 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, month]) => `${year}-${String(month).padStart(2, '0')}`)
const quarters = fc
  .tuple(fc.integer({ min: 2000, max: 2999 }), fc.integer({ min: 1, max: 4 }))
  .map(([year, quarter]) => `${year}Q${quarter}`)
const codes = fc.oneof(months, quarters)

describe('a period', () => {
  it('is stepped from and back, within its span', () => {
    fc.assert(
      fc.property(codes, fc.integer({ min: -40, max: 40 }), (code, steps) => {
        const there = stepped(code, steps)
        expect(isPeriod(there)).toBe(true)
        expect(spanOf(there)).toBe(spanOf(code))
        expect(stepped(there, -steps)).toBe(code)
      }),
    )
  })

  it('passes over the ends of years', () => {
    expect(stepped('2026-12', 1)).toBe('2027-01')
    expect(stepped('2026Q1', -1)).toBe('2025Q4')
  })

  it('becomes the quarter it lies in, and a quarter its last month that has begun', () => {
    expect(asSpan('2026-11', 'quarter', TODAY)).toBe('2026Q4')
    expect(asSpan('2026Q4', 'month', TODAY)).toBe('2026-11')
    expect(asSpan('2026Q3', 'month', TODAY)).toBe('2026-09')
  })

  it('is ahead only when it has not begun', () => {
    expect([isAhead('2026-12', TODAY), isAhead('2027Q1', TODAY)]).toEqual([true, true])
    expect([isAhead('2026-11', TODAY), isAhead('2026Q4', TODAY)]).toEqual([false, false])
  })

  it('is told from what is none', () => {
    for (const word of ['', '2026-13', '2026Q5', '2026', 'november']) expect(isPeriod(word)).toBe(false)
  })
})

const figure = (numerator: number, denominator: number, more: Partial<Figure> = {}): Figure => ({
  ...{ code: 'satisfied', zh: '满意度', en: 'Satisfied', sort: 'share', period: '2026-11', status: 'met' },
  ...{ numerator, denominator, target: null, small_sample: false },
  value: denominator === 0 ? null : `${((numerator / denominator) * 100).toFixed(2)}%`,
  ...more,
})
const period = (code: string) => ({ code, zh: code, en: code })

describe('a figure', () => {
  it('without a sample is neither nought nor all, and is not drawn', () => {
    const none = figure(0, 0)
    expect(valueOf(none)).toBe('无样本')
    expect(drawn(none)).toBeNull()
    expect(drawn(figure(0, 12))).toBe(0)
  })

  it('says its sample; a count is its own', () => {
    expect(sampleOf(figure(34, 40))).toBe('34/40')
    expect(sampleOf(figure(412, 0, { sort: 'count', value: '412' }))).toBe('')
  })

  it('that is judged stands before what is only shown', () => {
    const target = { bound: 'at_least', value: 85, unit: 'percent', text: '≥85%' } as const
    const order = judgedFirst([figure(1, 1, { code: 'shown' }), figure(1, 1, { code: 'judged', target })])
    expect(order.map((each) => each.code)).toEqual(['judged', 'shown'])
  })

  it('runs from the oldest period to the one that is shown', () => {
    const kpi = { period: period('2026-11'), figures: [figure(34, 40)] } as unknown as Kpi
    const pace = {
      earlier: [
        { period: period('2026-10'), figures: [figure(30, 40)] },
        { period: period('2026-09'), figures: [] },
        { period: period('2026-08'), figures: [figure(0, 0)] },
      ],
    } as unknown as PaceAnswer
    const course = courseOf(kpi, 'satisfied', pace)
    expect(course?.points.map((point) => point.period.code)).toEqual(['2026-08', '2026-10', '2026-11'])
    expect(course?.points.map((point) => drawn(point.figure))).toEqual([null, 75, 85])
    expect(courseOf(kpi, 'unheard of', pace)).toBeNull()
  })
})
