// What a KPI is on the tablet: which kinds it reads, what each record contributes, which figures follow. The twin of
// server/domain/kpi/definition.py; its names and reasons in words come from there by the contract (generated/kpis.json).
import type { Contribution } from './contribution'
import type { Counted, Fact, House } from './fact'
import type { Figure, Sums, Target } from './figure'
import { monthsIn, quarterOf } from './period'

/** What figures are worked out from. `over` says whether a period has ended. */
export interface View {
  period: string
  sums: ReadonlyMap<string, Sums>
  /** The house's figure of that code as it was in force when the period began. */
  setting(code: string, period: string): number | null
  over(period: string): boolean
  ofPerson: boolean
}

export interface Kpi {
  code: string
  kinds: readonly string[]
  /** The periods it is judged by; a month's view of a quarter's KPI shows the quarter. */
  spans: readonly ('month' | 'quarter')[]
  fact(record: Counted, house: House): Fact
  judge(facts: readonly Fact[]): Contribution[]
  figures(view: View): Figure[]
}

export function total(sums: ReadonlyMap<string, Sums>, measure: string, period: string): Sums {
  const found = monthsIn(period).map((month) => sums.get(`${month} ${measure}`) ?? ([0, 0] as const))
  return [found.reduce((all, each) => all + each[0], 0), found.reduce((all, each) => all + each[1], 0)]
}

export function target(
  view: View,
  bound: Target['bound'],
  code: string,
  unit: Target['unit'],
  period: string,
): Target | null {
  const value = view.setting(code, period)
  return value === null ? null : { bound, value, unit }
}

export const periodOf = (kpi: Kpi, asked: string): string =>
  asked.includes('Q') || kpi.spans.includes('month') ? asked : quarterOf(asked)
