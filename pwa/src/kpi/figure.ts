// A figure: exact integers, compared with its target before anything is rounded. The twin of server/domain/kpi/figure.py.
export type Sums = readonly [number, number]
export type Status = 'met' | 'not_met' | 'no_sample' | 'open' | 'shown'

export interface Target {
  bound: 'at_least' | 'at_most'
  value: number
  unit: 'percent' | 'count'
}

export interface Figure {
  code: string
  sort: 'share' | 'count' | 'mean'
  period: string
  numerator: number
  denominator: number
  target: Target | null
  status: Status
  small_sample: boolean
}

export const targetText = ({ bound, value, unit }: Target): string =>
  `${bound === 'at_least' ? '≥' : '≤'}${value}${unit === 'percent' ? '%' : ''}`

const few = (sample: number, below: number): boolean => sample > 0 && sample < below

export function share(code: string, period: string, sums: Sums, target: Target | null, smallBelow = 0): Figure {
  const [numerator, denominator] = sums
  const status = judged(numerator, denominator, target)
  return {
    ...{ code, sort: 'share', period, numerator, denominator, target, status },
    small_sample: few(denominator, smallBelow),
  }
}

/** What is not reached stays open until its time is over. */
export function count(code: string, period: string, number: number, target: Target | null, over: boolean): Figure {
  const met = target === null ? null : reaches(number, 1, target)
  const status = met === null ? 'shown' : met ? 'met' : over ? 'not_met' : 'open'
  return { code, sort: 'count', period, numerator: number, denominator: 0, target, status, small_sample: false }
}

export function mean(code: string, period: string, [total, number]: Sums, smallBelow = 0): Figure {
  const judgement = { target: null, status: 'shown', small_sample: few(number, smallBelow) } as const
  return { code, sort: 'mean', period, numerator: total, denominator: number, ...judgement }
}

function judged(part: number, whole: number, target: Target | null): Status {
  if (target === null) return 'shown'
  if (whole === 0) return 'no_sample'
  return reaches(part * (target.unit === 'percent' ? 100 : 1), whole, target) ? 'met' : 'not_met'
}

function reaches(part: number, whole: number, target: Target): boolean {
  const bound = target.value * whole
  return target.bound === 'at_least' ? part >= bound : part <= bound
}

const WORST_FIRST: readonly Status[] = ['not_met', 'no_sample', 'open', 'met']

/** What a KPI is whose figures stand like this; those only shown say nothing. */
export function worst(statuses: readonly Status[]): Status {
  return WORST_FIRST.find((status) => statuses.includes(status)) ?? 'shown'
}

/** As people read it; null without a sample. */
export function valueText({ sort, numerator, denominator }: Figure): string | null {
  if (sort === 'count') return String(numerator)
  if (denominator === 0) return null
  return sort === 'share' ? `${twoDecimals(numerator * 100, denominator)}%` : twoDecimals(numerator, denominator)
}

/** Half away from zero, as on paper, on integers alone. */
export function twoDecimals(numerator: number, denominator: number): string {
  const hundredths = Math.floor((numerator * 200 + denominator) / (2 * denominator))
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`
}
