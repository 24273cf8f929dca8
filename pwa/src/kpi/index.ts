// The figures of a person or a branch from the records that are here, with or without a network. It must agree with the server
// on the same records: both halves read tests/unit/kpi/vectors.json.
import { contributionsOf, sumsOf } from './counting'
import type { Contribution } from './contribution'
import { periodOf, type Kpi, type View } from './definition'
import { k1 } from './definitions/k1'
import { k2 } from './definitions/k2'
import { k3 } from './definitions/k3'
import { k4 } from './definitions/k4'
import { k5 } from './definitions/k5'
import type { Counted, House } from './fact'
import { worst, type Figure, type Status } from './figure'
import { dayAfter, firstDay, startOf } from './period'

export { contributionsOf, sumsOf } from './counting'
export type { Contribution } from './contribution'
export type { Kpi } from './definition'
export type { Counted, House } from './fact'
export { targetText, valueText, type Figure, type Status } from './figure'
export { firstDay, monthsIn, quarterOf, startOf } from './period'

export const KPIS: readonly Kpi[] = [k1, k2, k3, k4, k5]

export interface Standing {
  code: string
  period: string
  status: Status
  figures: readonly Figure[]
  contributions: readonly Contribution[]
}

/** `person` null: of the branch. `now` tells which periods are over. */
export function standingOf(
  kpi: Kpi,
  records: readonly Counted[],
  asked: string,
  person: string | null,
  house: House,
  now: string,
): Standing {
  const period = periodOf(kpi, asked)
  const contributions = contributionsOf(kpi, records, house)
  const view: View = {
    period,
    sums: sumsOf(contributions, person),
    setting: (code, of) => house.setting(code, startOf(firstDay(of))),
    over: (of) => startOf(dayAfter(of)) <= now,
    ofPerson: person !== null,
  }
  const figures = kpi.figures(view)
  return { code: kpi.code, period, status: worst(figures.map((each) => each.status)), figures, contributions }
}
