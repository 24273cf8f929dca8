// K4 活动参与. The twin of server/domain/kpi/definitions/k4.py.
import { counted, notCounted, type Amounts, type Contribution } from '../contribution'
import { target, total, type Kpi, type View } from '../definition'
import { NOBODY, isVoid, text, withoutNothing, type Counted, type Fact } from '../fact'
import { count, mean, type Figure, type Sums } from '../figure'
import { quarterOf } from '../period'

const EVENT = 'event_plan'
const PARTICIPATION = 'staff_participation'
const RATING = 'event_feedback'
const ENDED = ['ended', 'summed_up']

function event(record: Counted): Fact {
  const ended = ENDED.includes(record.status)
  const at = text(ended ? record.values.actual_end_at : record.values.start_at)
  const said = { void: isVoid(record), ended, cancelled: record.status === 'cancelled' }
  return {
    ...{ record_id: record.id, kind: EVENT, at: at ?? record.at, person: NOBODY, peer: null },
    ...{ group: `event:${record.id}`, said: withoutNothing(said) },
  }
}

function beside(record: Counted): Fact {
  const said = { void: isVoid(record), score: record.kind === RATING ? record.values.score : null }
  return {
    ...{ record_id: record.id, kind: record.kind, at: record.at, peer: null },
    person: record.kind === PARTICIPATION ? record.created_by : NOBODY,
    group: `event:${String(record.values.event_id)}`,
    said: withoutNothing(said),
  }
}

const isGone = (fact: Fact): boolean => fact.said.void === true

function judge(facts: readonly Fact[]): Contribution[] {
  const held = facts.find((each) => each.kind === EVENT)
  const ratings = facts.filter((each) => each.kind === RATING)
  const present = facts.filter((each) => each.kind === PARTICIPATION)
  const scores = ratings.filter((each) => !isGone(each) && each.said.score !== undefined)
  const rated: Sums = [scores.reduce((all, each) => all + Number(each.said.score), 0), scores.length]
  const why = whyNot(held)
  const anybody = present.some((each) => !isGone(each))
  const seen = new Set<string>()
  const inMonth = (fact: Fact): Fact => (held ? { ...fact, at: held.at } : fact)
  const ofPresent = (each: Fact) => ofParticipation(each, inMonth(each), why, seen, rated)
  return [
    ...(held ? [ofEvent(held, why, anybody, rated)] : []),
    ...present.map(ofPresent),
    ...ratings.map((each) => {
      const reason = isGone(each) ? 'void' : why
      return reason === null ? counted(inMonth(each), 'rating', {}) : notCounted(inMonth(each), reason)
    }),
  ]
}

function whyNot(held: Fact | undefined): string | null {
  if (!held) return 'event_unknown'
  if (isGone(held)) return 'event_void'
  if (held.said.cancelled === true) return 'event_cancelled'
  return held.said.ended === true ? null : 'event_not_ended'
}

function ofEvent(held: Fact, why: string | null, anybody: boolean, scores: Sums): Contribution {
  if (why !== null) return notCounted(held, why)
  return anybody ? counted(held, 'event', { events: [1, 0], scores }) : notCounted(held, 'nobody_checked_in')
}

/** In the month of the event; the first time somebody checked in counts. */
function ofParticipation(
  fact: Fact,
  placed: Fact,
  why: string | null,
  seen: Set<string>,
  scores_of_mine: Sums,
): Contribution {
  const reason = isGone(fact) ? 'void' : (why ?? (seen.has(fact.person) ? 'checked_in_twice' : null))
  if (reason !== null) return notCounted(placed, reason)
  seen.add(fact.person)
  const amounts: Amounts = { taken_part: [1, 0], scores_of_mine }
  return counted(placed, 'took_part', amounts)
}

function figures(view: View): Figure[] {
  const quarter = quarterOf(view.period)
  const [events, scores] = view.ofPerson ? ['taken_part', 'scores_of_mine'] : ['events', 'scores']
  const aim = target(view, 'at_least', 'kpi_event_count', 'count', quarter)
  const small = view.setting('kpi_small_sample', quarter) ?? 0
  return [
    count('events', quarter, total(view.sums, events!, quarter)[0], aim, view.over(quarter)),
    mean('event_score', quarter, total(view.sums, scores!, quarter), small),
  ]
}

export const k4: Kpi = {
  code: 'k4',
  kinds: [EVENT, PARTICIPATION, RATING],
  spans: ['quarter'],
  fact: (record) => (record.kind === EVENT ? event(record) : beside(record)),
  judge,
  figures,
}
