// Which papers a piece of business needs, and what is still missing. Pure.
import type { ReferenceIndex, ReferenceItem } from '@/reference'

export type Found = 'complete' | 'missing' | 'expired' | 'original_needed'
export interface Paper {
  item: string
  result: Found
  note?: string
}

/** The list of §6.3 that belongs to a business; what is not here has no list of its own. */
const LISTS: Readonly<Record<string, string>> = {
  loss_report: 'M04',
  secret_reset: 'M05',
  data_change: 'M06',
  closing: 'M04',
  loan_application: 'M09',
  corporate: 'M12',
  foreign_exchange: 'M17',
  wealth_appointment: 'M20',
  opening: 'M01',
}
const ORDERED_CASH = 'M07'

/** `orderedFrom`: the sum in 分 from which cash is ordered ahead. */
export function listFor(business: string | null, amount: number | null, orderedFrom: number): string | null {
  if (business === 'cash_withdrawal') return amount !== null && amount >= orderedFrom ? ORDERED_CASH : null
  return LISTS[business ?? ''] ?? null
}

export function papersOf(index: ReferenceIndex, code: string | null): Paper[] {
  const list = code ? index.item('materials', code) : null
  return itemsOf(list).map((item) => ({ item, result: 'complete' }))
}

const itemsOf = (list: ReferenceItem | null): readonly string[] =>
  Array.isArray(list?.items) ? (list.items as string[]) : []

export const lacking = (papers: readonly Paper[]): Paper[] => papers.filter(({ result }) => result !== 'complete')
