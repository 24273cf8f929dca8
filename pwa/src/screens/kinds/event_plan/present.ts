// What this tablet knows of an event: who came, who is interested, what they thought.
import type { Shown, Tablet } from '@/device/tablet'

const LOOKED_THROUGH = 500

export interface EventCount {
  /** People, counting small parties whole. */
  people: number
  leads: number
  answers: number
  /** 1 to 5; null without an answer. */
  score: number | null
  helpers: number
}

export async function countOf(tablet: Tablet, eventId: string): Promise<EventCount> {
  const of = async (kind: string) => {
    const recent = await tablet.records({ kind, limit: LOOKED_THROUGH })
    return recent.filter((each) => each.row.values.event_id === eventId && each.row.void_reason === null)
  }
  const kinds = ['event_attendance', 'lead', 'event_feedback', 'staff_participation']
  const [came = [], leads = [], answers = [], helpers = []] = await Promise.all(kinds.map(of))
  return {
    people: sum(came, 'party_size'),
    leads: leads.length,
    answers: answers.length,
    score: answers.length === 0 ? null : sum(answers, 'score') / answers.length,
    helpers: helpers.length,
  }
}

const sum = (records: readonly Shown[], field: string) =>
  records.reduce((total, each) => total + Number(each.row.values[field] ?? 0), 0)
