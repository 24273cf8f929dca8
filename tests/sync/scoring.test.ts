import { describe, expect, test } from 'vitest'
import { drillScore, drillVerdict, type Scenario } from '../../sync/scoring.ts'
import { vectors } from './vectors.ts'

interface Cases {
  scenario: Scenario
  drill_score: { timeline: Record<string, unknown>[]; score: number }[]
  drill_verdict: { score: number; vetoed: boolean; verdict: string }[]
}
const cases = vectors<Cases>('scoring')

describe('scoring', () => {
  test.each(cases.drill_score)('a drill is scored by groups of steps: %j', ({ timeline, score }) => {
    expect(drillScore(cases.scenario, timeline)).toBe(score)
  })

  test.each(cases.drill_verdict)('a veto fails a drill whatever its score: %j', ({ score, vetoed, verdict }) => {
    expect(drillVerdict(score, vetoed, 80, 90)).toBe(verdict)
  })
})
