// What a meeting has to look at: what went wrong or is late, what must be known, and what the last meeting left to do.
import { fieldOf, type Kind, type Values } from '@/contract'
import type { Shown } from '@/device/tablet'
import { bankDay } from '@/i18n'
import type { ReferenceIndex, ReferenceItem } from '@/reference'
import { bankHour } from '../../today/day_figures'
import { byTerm, dueList, type Term } from '../../today/due_list'
import { filled, idsOf, lineOf, openOf } from '../../today/standing'
import { t, type Text } from './texts'

export interface Known {
  records: readonly Shown[]
  devices: readonly Shown[]
  /** The meeting before this one. */
  last: Values | null
  person: { id: string; name: string }
  now: number
}

export interface Finding {
  label: Text
  records: readonly Shown[]
  grave?: boolean
}

const MOST = 50
const BULLETINS = 20
const NAMED = 5

/** Each with what it is about; without any of them nothing is there to be looked at. */
export function findings({ records, devices, person, now }: Known): Finding[] {
  const parts = new Map(byTerm(dueList(records, now, person.id), now).map(({ term, entries }) => [term, entries]))
  const of = (term: Term) => (parts.get(term) ?? []).map((entry) => entry.shown)
  const today = bankDay(now)
  return [
    { label: 'refused', records: of('mine'), grave: true },
    { label: 'late', records: of('late'), grave: true },
    { label: 'hazards', records: openOf(records, 'hazard'), grave: true },
    { label: 'devices', records: devices.filter(({ row }) => BROKEN.includes(row.status)), grave: true },
    { label: 'due_today', records: of('today').filter((shown) => shown.row.kind !== 'product_bulletin') },
    { label: 'arrived_late', records: records.filter(({ row }) => row.captured_offline && bankDay(row.at) < today) },
    { label: 'bulletins', records: bulletins(records) },
  ]
}

const BROKEN = ['degraded', 'down', 'maintenance']

function bulletins(records: readonly Shown[]): Shown[] {
  const inForce = ({ row }: Shown) => row.status === 'published' && row.values.must_read === true
  return records.filter((shown) => shown.row.kind === 'product_bulletin' && inForce(shown))
}

export function prepared(known: Known, kind: Kind, index: ReferenceIndex): Record<string, unknown> {
  const found = findings(known)
  const grave = found.filter((each) => each.grave && each.label !== 'devices').flatMap((each) => each.records)
  return filled({
    type: bankHour(known.now) < 12 ? 'morning' : 'evening',
    host: known.person.name,
    attendees: attendees(known, kind, index),
    agenda: found.filter((each) => each.records.length > 0).map((each) => topicOf(each, index)),
    exceptions: [...new Set(idsOf(grave, grave.length))].slice(0, MOST),
    bulletins: idsOf(bulletins(known.records), BULLETINS),
    tasks: leftOver(known.last),
  })
}

function topicOf({ label, records }: Finding, index: ReferenceIndex): Record<string, unknown> {
  const names = records.slice(0, NAMED).map((shown) => lineOf(shown, index, 60))
  return { topic: t('topic', { what: t(label), n: records.length }), remark: names.join('\n') }
}

/** Whoever was there last time; before the first meeting, everybody who works here. */
function attendees({ last }: Known, kind: Kind, index: ReferenceIndex): Record<string, unknown>[] {
  const before = (last?.attendees as readonly { name: string }[] | undefined) ?? []
  const people: readonly ReferenceItem[] = before.length > 0 ? [] : index.set('user')
  const names = [...before.map((each) => each.name), ...people.map((each) => each.zh)]
  return [...new Set(names)].slice(0, fieldOf(kind, 'attendees')?.max ?? MOST).map((name) => ({ name }))
}

function leftOver(last: Values | null): unknown[] {
  const tasks = (last?.tasks as readonly { done?: boolean }[] | undefined) ?? []
  return tasks.filter((task) => task.done !== true)
}
