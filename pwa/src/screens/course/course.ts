// The course of an emergency or its rehearsal, apart from any screen: the steps of its scenario, what was stamped when, the score.
import { drillScore, drillVerdict } from '@sync/scoring.ts'
import type { ReferenceIndex, ReferenceItem } from '@/reference'

export interface ScenarioStep {
  readonly code: string
  readonly zh: string
  readonly en: string
  readonly group: string
  readonly target_seconds?: number
}
export interface Scenario extends ReferenceItem {
  readonly weights: Readonly<Record<string, number>>
  readonly steps: readonly ScenarioStep[]
  readonly vetoes: readonly { code: string; zh: string; en: string }[]
}
export type Done = 'done' | 'partly' | 'not_done'
export interface Stamp {
  step: string
  at?: string
  done: Done
  note?: string
}
export interface StepLine {
  step: ScenarioStep
  stamp: Stamp | null
  /** Seconds from the beginning until it was done; null while it is not. */
  took: number | null
  late: boolean
}

export function scenarioOf(index: ReferenceIndex, code: unknown): Scenario | null {
  return typeof code === 'string' ? (index.item('drills', code) as Scenario | null) : null
}

export function secondsBetween(from: string, to: string | number): number {
  return Math.max(0, Math.floor((new Date(to).getTime() - Date.parse(from)) / 1000))
}

export function linesOf(scenario: Scenario, timeline: readonly Stamp[], startedAt: string | null): StepLine[] {
  const stamps = new Map(timeline.map((stamp) => [stamp.step, stamp]))
  return scenario.steps.map((step) => {
    const stamp = stamps.get(step.code) ?? null
    const took = stamp?.at && startedAt ? secondsBetween(startedAt, stamp.at) : null
    return { step, stamp, took, late: took !== null && took > (step.target_seconds ?? Infinity) }
  })
}

/** The timeline after a step was stamped or judged anew; a stamp that is taken back is gone. */
export function withStamp(timeline: readonly Stamp[], step: string, stamp: Omit<Stamp, 'step'> | null): Stamp[] {
  const others = timeline.filter((each) => each.step !== step)
  return stamp === null ? others : [...others, { step, ...stamp }]
}

/** How near the target of a step is by now: `soon` in its last fifth. */
export function pressure(step: ScenarioStep, seconds: number): 'calm' | 'soon' | 'late' {
  const target = step.target_seconds ?? Infinity
  if (seconds > target) return 'late'
  return seconds > target * 0.8 ? 'soon' : 'calm'
}

export interface Judged {
  score: number
  verdict: string
  passes: number
}

/** What the server will work out of the same course, with the marks of the settings. */
export function judged(index: ReferenceIndex, scenario: Scenario, timeline: readonly Stamp[], vetoes: number): Judged {
  const mark = (code: string, usual: number) => Number(index.item('settings', code)?.value ?? usual)
  const passes = mark('drill_pass_score', 80)
  const score = drillScore(scenario, timeline as unknown as Record<string, unknown>[])
  return { score, passes, verdict: drillVerdict(score, vetoes > 0, passes, mark('drill_excellent_score', 90)) }
}

/** `3:05`, from an hour on `1:03:05`. */
export function stopwatch(seconds: number): string {
  const two = (n: number) => String(n).padStart(2, '0')
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`
}
