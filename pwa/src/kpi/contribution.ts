// What a record contributes to a KPI in a month, and why. The twin of server/domain/kpi/contribution.py.
import { monthOf, type Fact } from './fact'

/** By measure: numerator and denominator; what is only counted has no denominator. */
export type Amounts = Readonly<Record<string, readonly [number, number]>>

export interface Contribution {
  record_id: string
  month: string
  at: string
  person: string
  counted: boolean
  reason: string
  amounts: Amounts
  flags: readonly string[]
}

const made = (fact: Fact, counted: boolean, reason: string, amounts: Amounts, flags: readonly string[]) => ({
  ...{ record_id: fact.record_id, month: monthOf(fact.at), at: fact.at, person: fact.person },
  ...{ counted, reason, amounts, flags },
})

export const counted = (fact: Fact, reason: string, amounts: Amounts, flags: readonly string[] = []): Contribution =>
  made(fact, true, reason, amounts, flags)

export const notCounted = (fact: Fact, reason: string, flags: readonly string[] = []): Contribution =>
  made(fact, false, reason, {}, flags)
