// K3 客户反馈. The twin of server/domain/kpi/definitions/k3.py.
import { counted, notCounted, type Contribution } from '../contribution'
import { target, total, type Kpi, type View } from '../definition'
import { inOrder, isVoid, text, withoutNothing, type Counted, type Fact } from '../fact'
import { count, type Figure, type Target } from '../figure'
import { dayAfter, firstDay, monthsIn, quarterOf } from '../period'

const OPINION = 'feedback'
const COMPLAINT = 'complaint'
const MEASURE = 'improvement_measure'
const PLAN = 'improvement_plan'
const REPORT = 'analysis_report'
const APPROVED = ['approved', 'executing', 'verifying', 'closed']
const SUBMITTED = ['awaiting_branch_manager', 'awaiting_management', ...APPROVED]
const MADE = ['submitted', 'reviewed']
/** One that claims to cover more covers nothing. */
const LONGEST_REPORT_DAYS = 800
const DAY_MS = 86_400_000
const [EARLIEST, LATEST] = ['2000-01-01', '2998-12-31']

type Said = Pick<Fact, 'group' | 'peer' | 'said'>
const SAID: Readonly<Record<string, (record: Counted) => Said>> = {
  [OPINION]: ({ id, values, doubtful }) => {
    const same = text(values.duplicate_of)
    return { group: `matter:${id}`, peer: same && `matter:${same}`, said: { repeats: same !== null, doubtful } }
  },
  [COMPLAINT]: ({ id, values, doubtful }) => {
    const about = text(values.linked)
    return { group: `matter:${id}`, peer: about && `matter:${about}`, said: { doubtful } }
  },
  [MEASURE]: ({ values }) => ({ group: `plan:${String(values.plan_id)}`, peer: null, said: {} }),
  [PLAN]: ({ id, status, values }) => ({
    group: `plan:${id}`,
    peer: `report:${String(values.report_id)}`,
    said: { submitted: SUBMITTED.includes(status), approved: APPROVED.includes(status) },
  }),
  [REPORT]: ({ id, status, values }) => ({
    group: `report:${id}`,
    peer: null,
    said: { made: MADE.includes(status), first: values.period_from, last: values.period_to },
  }),
}

function judge(facts: readonly Fact[]): Contribution[] {
  const isMatter = (each: Fact) => each.kind === OPINION || each.kind === COMPLAINT
  return [...ofMatters(facts.filter(isMatter)), ...ofMeasures(facts.filter((each) => !isMatter(each)))]
}

/** Of one matter the opinion that repeats no other counts; where that one is void, the earliest that stands. */
function ofMatters(facts: readonly Fact[]): Contribution[] {
  const standing = facts.filter((each) => each.said.void !== true)
  const rank = (fact: Fact) =>
    (fact.said.repeats === true ? 2 : 0) + (fact.kind === COMPLAINT && fact.peer !== null ? 1 : 0)
  const [chosen] = [...standing].sort((a, b) => rank(a) - rank(b) || inOrder(a, b))
  return facts.map((each) => {
    const flags = each.said.doubtful === true ? ['doubtful'] : []
    if (each === chosen) return counted(each, 'matter', { opinions: [1, 0] }, flags)
    return notCounted(each, each.said.void === true ? 'void' : 'repeated', flags)
  })
}

function ofMeasures(facts: readonly Fact[]): Contribution[] {
  const plans = new Map(facts.filter((each) => each.kind === PLAN).map((each) => [each.group, each]))
  const reports = new Map(facts.filter((each) => each.kind === REPORT).map((each) => [each.group, each]))
  return facts.flatMap((each) => {
    if (each.kind !== MEASURE) return [notCounted(each, each.said.void === true ? 'void' : 'carries_measures')]
    const plan = plans.get(each.group)
    const report = plan && reports.get(String(plan.peer))
    const reason = whyNot(each, plan, report)
    if (reason !== null || !plan || !report) return [notCounted(each, reason ?? 'no_plan')]
    const approved = plan.said.approved === true ? 1 : 0
    return covered(report).map((quarter) => ({
      ...counted(each, 'put_forward', { measures: [1, 0], approved: [approved, 0] }),
      month: monthsIn(quarter)[0] ?? '',
    }))
  })
}

function whyNot(measure: Fact, plan: Fact | undefined, report: Fact | undefined): string | null {
  if (measure.said.void === true) return 'void'
  if (!plan || plan.said.void === true || plan.said.submitted !== true) return 'not_submitted'
  if (!report || report.said.void === true || report.said.made !== true) return 'no_report'
  return covered(report).length > 0 ? null : 'quarter_not_covered'
}

/** The quarters that lie wholly within the period of the analysis. */
function covered(report: Fact): string[] {
  const { first, last } = report.said
  if (typeof first !== 'string' || typeof last !== 'string') return []
  const days = (Date.parse(last) - Date.parse(first)) / DAY_MS
  if (first < EARLIEST || last > LATEST || !(days >= 0 && days <= LONGEST_REPORT_DAYS)) return []
  const found: string[] = []
  for (let quarter = quarterOf(first); firstDay(quarter) <= last; quarter = quarterOf(dayAfter(quarter))) {
    const ends = new Date(Date.parse(dayAfter(quarter)) - DAY_MS).toISOString().slice(0, 10)
    if (first <= firstDay(quarter) && ends <= last) found.push(quarter)
  }
  return found
}

function figures(view: View): Figure[] {
  const quarter = quarterOf(view.period)
  const over = view.over(quarter)
  const strict = view.setting('kpi_measures_approved', quarter) === 1
  const some: Target = { bound: 'at_least', value: 1, unit: 'count' }
  const sum = (measure: string) => total(view.sums, measure, quarter)[0]
  const aim = target(view, 'at_least', 'kpi_feedback_count', 'count', quarter)
  return [
    count('opinions', quarter, sum('opinions'), aim, over),
    count('measures', quarter, sum('measures'), strict ? null : some, over),
    count('approved', quarter, sum('approved'), strict ? some : null, over),
  ]
}

export const k3: Kpi = {
  code: 'k3',
  kinds: [OPINION, COMPLAINT, MEASURE, PLAN, REPORT],
  spans: ['quarter'],
  fact(record) {
    const { group, peer, said } = SAID[record.kind]!(record)
    return {
      ...{ record_id: record.id, kind: record.kind, at: record.at, person: record.created_by, group, peer },
      said: withoutNothing({ ...said, void: isVoid(record) }),
    }
  },
  judge,
  figures,
}
