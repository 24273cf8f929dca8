// K5 安全管理. The twin of server/domain/kpi/definitions/k5.py.
import { counted, notCounted, type Amounts, type Contribution } from '../contribution'
import { target, total, type Kpi, type View } from '../definition'
import { NOBODY, dayOf, isVoid, text, withoutNothing, type Counted, type Fact, type House } from '../fact'
import { count, share, type Figure } from '../figure'
import { dayAfter, firstDay, monthBlock, quarterOf } from '../period'

const ROUND = 'inspection'
const HAZARD = 'hazard'
const DRILL = 'drill'
const MADE = ['submitted', 'reviewed']
const REHEARSED = ['scoring', 'feedback', 'archived']

interface Row {
  item?: unknown
  result?: unknown
  reason?: unknown
}

/** A planned round belongs to the day on which it was due, any other to the moment it was finished. */
function round(record: Counted, house: House): Fact {
  const { values } = record
  const deadline = text(values.deadline)
  const finished = text(values.finished_at)
  const expected = house.roundItems(String(values.kind), record.at)
  const late = deadline !== null && finished !== null && finished > deadline
  const submitted = MADE.includes(record.status)
  const made = submitted && !late
  const said = {
    void: isVoid(record),
    state: made ? 'made' : late || record.status === 'missed' ? 'missed' : 'waiting',
    late: late && submitted,
    planned: deadline !== null,
    expected: expected.length,
    doubtful: record.doubtful,
    ...(made ? results(values.results, expected) : {}),
  }
  return {
    ...{ record_id: record.id, kind: ROUND, at: deadline ?? finished ?? record.at, peer: null },
    person: made ? record.created_by : NOBODY,
    group: `round:${record.id}`,
    said: withoutNothing(said),
  }
}

/** What does not apply needs its reason; without one it was not looked at, as everything that was left out. */
function results(said: unknown, expected: readonly string[]): Record<string, unknown> {
  const rows = (Array.isArray(said) ? (said as Row[]) : []).filter((row) => typeof row.item === 'string')
  const names = (matching: Row[]) => matching.map((row) => String(row.item))
  const exempt = new Set(names(rows.filter((row) => row.result === 'not_applicable' && text(row.reason) !== null)))
  const lookedAt = new Set([...names(rows), ...expected])
  return {
    passed: rows.filter((row) => row.result === 'pass').length,
    failed: names(rows.filter((row) => row.result === 'fail')).sort(),
    applicable: [...lookedAt].filter((item) => !exempt.has(item)).length,
  }
}

function hazard(record: Counted): Fact {
  const { values } = record
  const [verified, due, origin] = [text(values.verified_at), text(values.due_on), text(values.inspection_id)]
  const closed = record.status === 'closed_out'
  const in_time = closed && verified !== null && due !== null && dayOf(verified) <= due
  return {
    ...{ record_id: record.id, kind: HAZARD, at: record.at, person: record.created_by, peer: null },
    group: origin ? `round:${origin}` : `hazard:${record.id}`,
    said: withoutNothing({ void: isVoid(record), item: values.item, closed, in_time }),
  }
}

function drill(record: Counted): Fact {
  const { values } = record
  const done = REHEARSED.includes(record.status)
  const said = {
    void: isVoid(record),
    done,
    cancelled: record.status === 'cancelled',
    fire: values.scenario === 'fire',
    people: done ? inPlace(values.participants) : [],
  }
  return {
    ...{ record_id: record.id, kind: DRILL, person: NOBODY, peer: null, group: `drill:${record.id}` },
    at: text(done ? values.ended_at : values.planned_at) ?? record.at,
    said: withoutNothing(said),
  }
}

/** The accounts of those who were there; who is named in words alone has none. */
function inPlace(said: unknown): string[] {
  const rows = Array.isArray(said) ? (said as { account?: unknown; present?: unknown }[]) : []
  const accounts = rows.filter((row) => row.present === true).map((row) => text(row.account))
  return [...new Set(accounts.filter((account) => account !== null))].sort()
}

const isGone = (fact: Fact): boolean => fact.said.void === true
const number = (value: unknown): number => (typeof value === 'number' ? value : 0)

function judge(facts: readonly Fact[]): Contribution[] {
  const made = facts.find((each) => each.kind === ROUND)
  const hazards = facts.filter((each) => each.kind === HAZARD)
  return [
    ...(made
      ? [
          ofRound(
            made,
            hazards.filter((each) => !isGone(each)),
          ),
        ]
      : []),
    ...hazards.map((each) => ofHazard(each, made)),
    ...facts.filter((each) => each.kind === DRILL).flatMap(ofDrill),
  ]
}

function ofRound(fact: Fact, hazards: readonly Fact[]): Contribution {
  const { said } = fact
  const planned = said.planned === true ? 1 : 0
  const flags = said.doubtful === true ? ['doubtful'] : []
  if (isGone(fact)) return notCounted(fact, 'void', flags)
  if (said.state === 'waiting') return notCounted(fact, 'not_due', flags)
  if (said.state === 'missed') {
    const nothing = [0, number(said.expected)] as const
    const amounts: Amounts = { items: nothing, first_pass: nothing, rounds: [0, planned] }
    return counted(fact, said.late === true ? 'late' : 'missed', amounts, flags)
  }
  const [passed, applicable] = [number(said.passed), number(said.applicable)]
  const failed = Array.isArray(said.failed) ? (said.failed as string[]) : []
  const good = passed + failed.filter((item) => isRighted(item, hazards)).length
  const amounts: Amounts = { items: [good, applicable], first_pass: [passed, applicable], rounds: [planned, planned] }
  return counted(fact, good === applicable ? 'passed' : 'with_failures', amounts, flags)
}

function isRighted(item: string, hazards: readonly Fact[]): boolean {
  const about = hazards.filter((each) => each.said.item === item)
  return about.length > 0 && about.every((each) => each.said.in_time === true)
}

function ofHazard(fact: Fact, made: Fact | undefined): Contribution {
  const beside = made ? { ...fact, at: made.at } : fact
  if (isGone(fact)) return notCounted(beside, 'void')
  if (fact.said.in_time === true) return counted(beside, 'closed_in_time', { hazards: [1, 1] })
  return counted(beside, fact.said.closed === true ? 'closed_late' : 'open', { hazards: [0, 1] })
}

function ofDrill(fact: Fact): Contribution[] {
  if (isGone(fact)) return [notCounted(fact, 'void')]
  if (fact.said.cancelled === true) return [notCounted(fact, 'cancelled')]
  if (fact.said.done !== true) return [notCounted(fact, 'not_rehearsed')]
  const fire = fact.said.fire === true ? 1 : 0
  const people = Array.isArray(fact.said.people) ? (fact.said.people as string[]) : []
  return [
    counted(fact, 'rehearsed', { drills: [1, 0], fire_drills: [fire, 0] }),
    ...people.map((person) =>
      counted({ ...fact, person }, 'took_part', { attended: [1, 0], attended_fire: [fire, 0] }),
    ),
  ]
}

function figures(view: View): Figure[] {
  const { period, sums } = view
  const aim = target(view, 'at_least', 'kpi_inspection_percent', 'percent', period)
  const shown = (code: string, measure: string) => share(code, period, total(sums, measure, period), null)
  return [
    share('items', period, total(sums, 'items', period), aim),
    ...[shown('first_pass', 'first_pass'), shown('rounds', 'rounds'), shown('hazards', 'hazards')],
    ...drills(view),
  ]
}

/** Held by the branch or attended by a person, by the quarter; a fire drill by the longer stretch of months the house sets. */
function drills(view: View): Figure[] {
  const [held, fire] = view.ofPerson ? ['attended', 'attended_fire'] : ['drills', 'fire_drills']
  const quarter = quarterOf(view.period)
  const aim = target(view, 'at_least', 'kpi_drill_count', 'count', quarter)
  const found = [count('drills', quarter, total(view.sums, held!, quarter)[0], aim, view.over(quarter))]
  const length = view.setting('kpi_fire_drill_months', quarter)
  if (length !== null) {
    const block = monthBlock(quarter, length)
    const begun = block.filter((month) => firstDay(month) < dayAfter(quarter))
    const number = begun.reduce((all, month) => all + total(view.sums, fire!, month)[0], 0)
    const over = view.over(quarter) && dayAfter(block.at(-1) ?? quarter) <= dayAfter(quarter)
    found.push(count('fire_drills', quarter, number, { bound: 'at_least', value: 1, unit: 'count' }, over))
  }
  return view.period === quarter ? found : found.map((each) => ({ ...each, status: 'shown' }))
}

export const k5: Kpi = {
  code: 'k5',
  kinds: [ROUND, HAZARD, DRILL],
  spans: ['month', 'quarter'],
  fact: (record, house) =>
    record.kind === ROUND ? round(record, house) : record.kind === HAZARD ? hazard(record) : drill(record),
  judge,
  figures,
}
