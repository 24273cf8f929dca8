// How a drill is scored. The twin of scoring.py.
import type { Values } from './fields.ts'

export interface Scenario {
  weights: Readonly<Record<string, number>>
  steps: readonly { code: string; group: string }[]
}

const HALVES: Readonly<Record<string, number>> = { done: 2, partly: 1 }

/** 0 to 100, rounded half up. What the timeline does not tell was not done. */
export function drillScore(scenario: Scenario, timeline: readonly Values[]): number {
  const done = new Map(timeline.map((row) => [row.step, HALVES[String(row.done)] ?? 0]))
  const groups = new Map<string, number[]>()
  for (const step of scenario.steps) {
    groups.set(step.group, [...(groups.get(step.group) ?? []), done.get(step.code) ?? 0])
  }
  const weight = (group: string) => scenario.weights[group] ?? 0
  const possible = sum([...groups.keys()].map(weight))
  const reached = sum([...groups].map(([group, halves]) => (weight(group) * sum(halves)) / (2 * halves.length)))
  return possible ? Math.floor((100 * reached) / possible + 0.5) : 0
}

/** Any veto fails it, whatever the score. */
export function drillVerdict(score: number, vetoed: boolean, passes: number, excels: number): string {
  if (vetoed || score < passes) return 'failed'
  return score >= excels ? 'excellent' : 'passed'
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)
