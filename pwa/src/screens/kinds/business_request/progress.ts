// How far the papers and the check of a piece of business are, from the records that name it. Pure.
import { holds } from '@sync/rules.ts'
import type { Kind } from '@/contract'
import type { Shown } from '@/device/tablet'

export interface Progress {
  papers: Shown | null
  check: Shown | null
  /** A passed check that the business does not name yet. */
  usable: Shown | null
  needsCheck: boolean
  /** The check there is cannot pass before the bank has screened by a list in force. */
  toReview: boolean
}

const PAPERS = 'material_check'
const CHECK = 'aml_check'
const OPEN: readonly string[] = ['pending', 'verified', 'screened']
const PASSED: readonly string[] = ['passed', 'compliance_passed']

export function progressOf(kind: Kind, shown: Shown, linked: readonly Shown[]): Progress {
  const newest = (code: string) => linked.filter(({ row }) => row.kind === code).sort(later)[0] ?? null
  const named = shown.row.values.aml_check_id
  const checks = linked.filter(({ row }) => row.kind === CHECK)
  const own = checks.find(({ row }) => row.id === named) ?? null
  const passed = checks.find(({ row }) => PASSED.includes(row.status)) ?? null
  const check = own ?? passed ?? newest(CHECK)
  return {
    papers: newest(PAPERS),
    check,
    usable: named ? null : passed,
    needsCheck: needs(kind, shown),
    toReview: check !== null && isToReview(check),
  }
}

function isToReview({ row: { status, values } }: Shown): boolean {
  const waits =
    values.definitive === 'to_review' || (values.definitive === undefined && values.screening === 'to_review')
  return OPEN.includes(status) && (waits || values.list_stale === true)
}

const later = (a: Shown, b: Shown) => b.row.at.localeCompare(a.row.at)

/** Whether the kind's own rules would ask for a check once the business is cleared. */
function needs(kind: Kind, { row }: Shown): boolean {
  const cleared = { ...row.values, status: 'ready', aml_check_id: null }
  const rules = kind.rules.filter((rule) => rule.field === 'aml_check_id')
  return rules.some((rule) => rule.when === null || rule.when === undefined || holds(rule.when, cleared))
}
