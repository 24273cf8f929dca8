// What a sum calls for, by the figures in force: shown to staff before the server has said it. Pure.
import type { ReferenceIndex } from '@/reference'

export interface Hint {
  key: 'due_diligence' | 'due_diligence_draft' | 'cash_notice'
  /** The limit, in 分. */
  limit: number
}

const CASH = ['cash_deposit', 'cash_withdrawal']

export function hintsFor(index: ReferenceIndex, values: Readonly<Record<string, unknown>>): Hint[] {
  const { amount, business_type: business } = values
  if (typeof amount !== 'number' || (values.currency ?? 'CNY') !== 'CNY') return []
  const hints: Hint[] = []
  if (CASH.includes(String(business))) hints.push(...reached(index, 'cdd_cash_cny', amount))
  if (values.one_off === true) hints.push(...reached(index, 'cdd_one_off_cny', amount))
  const ordered = figure(index, 'settings', 'cash_notice_cny')
  if (business === 'cash_withdrawal' && ordered !== null && amount >= ordered) {
    hints.push({ key: 'cash_notice', limit: ordered })
  }
  return hints
}

function reached(index: ReferenceIndex, code: string, amount: number): Hint[] {
  const limit = figure(index, 'thresholds', code)
  if (limit === null || amount < limit) return []
  const verified = index.item('thresholds', code)?.status === 'in_force'
  return [{ key: verified ? 'due_diligence' : 'due_diligence_draft', limit }]
}

export function figure(index: ReferenceIndex, set: string, code: string): number | null {
  const value = index.item(set, code)?.value
  return typeof value === 'number' ? value : null
}
