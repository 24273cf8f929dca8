// K1 客户服务质量. The twin of server/domain/kpi/definitions/k1.py, and of the judgement of survey_figures.py.
import { counted, notCounted, type Contribution } from '../contribution'
import { target, total, type Kpi, type View } from '../definition'
import { VOIDED, text, withoutNothing, type Fact } from '../fact'
import { share, type Figure } from '../figure'

const STATES: Readonly<Record<string, string>> = { submitted: 'returned', expired: 'expired', [VOIDED]: 'void' }
const SCALE = ['5', '4', '3', '2', '1']
const SATISFIED = ['5', '4']
const BEST = 5
const DAY_MS = 24 * 60 * 60 * 1000
const moment = (at: unknown): number => Date.parse(String(at))

/** Why a response does not count by itself; null where it would. */
function alone({ said }: Fact): string | null {
  if (said.state !== 'returned') return String(said.state)
  if (said.mode === 'staff') return 'typed_by_staff'
  return SCALE.includes(String(said.overall)) ? null : 'unanswered'
}

const came = (fact: Fact): number => moment(fact.said.submitted ?? fact.at)

/** Of several about one service the last that came within 24 hours after the first was handed out, else the last of all. */
function lastOf(facts: readonly Fact[], service: unknown): Fact | undefined {
  const about = facts.filter((each) => each.said.service === service)
  const first = Math.min(...about.map((each) => moment(each.at)))
  const inTime = (fact: Fact) => Number(came(fact) <= first + DAY_MS)
  const ranked = about
    .filter((each) => alone(each) === null)
    .map((fact, place) => ({ fact, place }))
    .sort((a, b) => inTime(a.fact) - inTime(b.fact) || came(a.fact) - came(b.fact) || a.place - b.place)
  return ranked.at(-1)?.fact
}

function judge(facts: readonly Fact[]): Contribution[] {
  return facts.map((each) => {
    const flags = ['hasty', 'doubtful'].filter((name) => each.said[name] === true)
    const why = alone(each) ?? overtaken(each, facts)
    if (why !== null) return notCounted(each, why, flags)
    const overall = String(each.said.overall)
    const satisfied = [SATISFIED.includes(overall) ? 1 : 0, 1] as const
    return counted(each, 'valid', { satisfied, score: [Number(overall), BEST] }, flags)
  })
}

function overtaken(fact: Fact, facts: readonly Fact[]): string | null {
  const { service } = fact.said
  return service === undefined || lastOf(facts, service) === fact ? null : 'answered_again'
}

function figures(view: View): Figure[] {
  const aim = target(view, 'at_least', 'kpi_satisfaction_percent', 'percent', view.period)
  const byMean = view.setting('kpi_satisfaction_by_mean', view.period) === 1
  const small = view.setting('kpi_small_sample', view.period) ?? 0
  const responses = total(view.sums, 'satisfied', view.period)[1]
  const told = (code: string, measure: string, judged: boolean): Figure => ({
    ...share(code, view.period, total(view.sums, measure, view.period), judged ? aim : null),
    small_sample: responses > 0 && responses < small,
  })
  return [told('satisfied', 'satisfied', !byMean), told('mean_score', 'score', byMean)]
}

export const k1: Kpi = {
  code: 'k1',
  kinds: ['survey_response'],
  spans: ['month', 'quarter'],
  fact(record, house) {
    const { values } = record
    const service = text(values.linked)
    const said = withoutNothing({
      state: STATES[record.status] ?? 'waiting',
      mode: values.mode,
      service,
      begun: values.started_at,
      submitted: values.submitted_at,
      overall: values.q1,
      doubtful: record.doubtful,
    })
    const seconds = house.setting('survey_fill_seconds', record.at)
    const took = moment(said.submitted) - moment(said.begun)
    const hasty = seconds !== null && took < seconds * 1000
    return {
      ...{ record_id: record.id, kind: record.kind, at: record.at, person: record.created_by, peer: null },
      group: service ? `service:${service}` : `response:${record.id}`,
      said: hasty ? { ...said, hasty } : said,
    }
  },
  judge,
  figures,
}
