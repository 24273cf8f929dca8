// K2 业务笔数与错误率. The twin of server/domain/kpi/definitions/k2.py.
import { counted, notCounted, type Contribution } from '../contribution'
import { target, total, type Kpi, type View } from '../definition'
import { isVoid, text, withoutNothing, type Counted, type Fact } from '../fact'
import { count, share, worst, type Figure } from '../figure'
import { monthsIn } from '../period'

const ERROR = 'error_record'
const COMPLETED = ['completed', 'archived']
const ENDED: Readonly<Record<string, string>> = { cancelled: 'cancelled', refused: 'refused' }
const STANDING = ['established', 'corrected']
const OPEN_ERRORS: Readonly<Record<string, string>> = { unfounded: 'error_unfounded', void: 'void' }

const state = (record: Counted): string => (isVoid(record) ? 'void' : record.status)

function error(record: Counted): Fact {
  return {
    ...{ record_id: record.id, kind: record.kind, at: record.at, person: record.created_by, peer: null },
    group: `request:${String(record.values.request_id)}`,
    said: { state: state(record) },
  }
}

function business(record: Counted): Fact {
  const { values } = record
  const completed = text(values.completed_at)
  const serial = text(values.core_serial_no)
  const said = {
    state: state(record),
    cause: isVoid(record) ? values.void_cause : null,
    completed: completed !== null,
    doubtful: record.doubtful,
  }
  return {
    ...{ record_id: record.id, kind: record.kind, at: completed ?? record.at, person: record.created_by },
    ...{ group: `request:${record.id}`, said: withoutNothing(said), peer: serial ? `serial:${serial}` : null },
  }
}

const mishandled = ({ said }: Fact): boolean => said.state === 'void' && said.cause === 'operating_error'

/** Completed, and not taken back; what the customer reversed later was done all the same. */
const wasDone = ({ said }: Fact): boolean =>
  COMPLETED.includes(String(said.state)) ||
  (said.state === 'void' && said.completed === true && said.cause === 'customer_cancelled')

function judge(facts: readonly Fact[]): Contribution[] {
  const errors = facts.filter((each) => each.kind === ERROR)
  const done = facts.filter((each) => each.kind !== ERROR)
  const wrong = new Set(errors.filter((each) => STANDING.includes(String(each.said.state))).map((each) => each.group))
  const first = done.find(wasDone)?.record_id
  const byGroup = new Map(done.map((each) => [each.group, each]))
  return [
    ...done.map((each) => ofBusiness(each, wrong.has(each.group), first)),
    ...errors.map((each) => ofError(each, byGroup.get(each.group))),
  ]
}

function ofBusiness(fact: Fact, wrong: boolean, first: string | undefined): Contribution {
  const flags = fact.said.doubtful === true ? ['doubtful'] : []
  if (mishandled(fact)) return counted(fact, 'void_mishandled', { errors: [1, 1] }, flags)
  if (!wasDone(fact)) return notCounted(fact, whyNot(fact), flags)
  if (fact.peer !== null && fact.record_id !== first) return notCounted(fact, 'same_serial', flags)
  const reason = wrong ? 'with_error' : fact.said.state === 'void' ? 'reversed' : 'completed'
  return counted(fact, reason, { business: [1, 0], errors: [wrong ? 1 : 0, 1] }, flags)
}

function whyNot({ said }: Fact): string {
  if (said.state === 'void') return said.cause === 'duplicate' ? 'void_duplicate' : 'void'
  return ENDED[String(said.state)] ?? 'not_completed'
}

/** An error stands beside the business it is about, in its month and on its account. */
function ofError(fact: Fact, about: Fact | undefined): Contribution {
  if (!about) return notCounted(fact, 'error_elsewhere')
  const beside = { ...fact, at: about.at, person: about.person }
  const now = String(fact.said.state)
  return STANDING.includes(now)
    ? counted(beside, 'error_stands', {})
    : notCounted(beside, OPEN_ERRORS[now] ?? 'error_open')
}

/** The target is a month's; a longer period has reached it when each of its months has. */
function number(view: View): Figure {
  const months = monthsIn(view.period).map((month) => {
    const aim = target(view, 'at_least', 'kpi_business_count', 'count', month)
    return count('business', month, total(view.sums, 'business', month)[0], aim, view.over(month))
  })
  const [only, ...more] = months
  if (only && more.length === 0) return only
  const all = count('business', view.period, total(view.sums, 'business', view.period)[0], null, true)
  return { ...all, status: worst(months.map((each) => each.status)) }
}

export const k2: Kpi = {
  code: 'k2',
  kinds: ['business_request', 'account_opening', ERROR],
  spans: ['month', 'quarter'],
  fact: (record) => (record.kind === ERROR ? error(record) : business(record)),
  judge,
  figures: (view) => [
    number(view),
    share(
      'errors',
      view.period,
      total(view.sums, 'errors', view.period),
      target(view, 'at_most', 'kpi_error_percent', 'percent', view.period),
      view.setting('kpi_small_sample', view.period) ?? 0,
    ),
  ],
}
