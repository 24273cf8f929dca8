// A round through the branch, apart from any screen: which items it looks at, how far it is, what a failed item becomes.
import type { ReferenceGroup, ReferenceIndex, ReferenceItem } from '@/reference'

export type Result = 'pass' | 'fail' | 'not_applicable' | 'unchecked'
export interface Entry {
  item: string
  result?: Result
  reason?: string
  photos?: readonly string[]
}
export interface CheckItem extends ReferenceItem {
  readonly level: 'A' | 'B' | 'C'
  readonly method: 'look' | 'test' | 'read'
  readonly basis: string
  readonly rounds: readonly string[]
}
export interface Area extends Omit<ReferenceGroup, 'items'> {
  items: readonly CheckItem[]
}

/** The items of a kind of round under their areas; those of a special round are all of them: it looks at what it wants. */
export function areasOf(index: ReferenceIndex, round: string): Area[] {
  const groups = index.groups('checklist').map((group) => ({ ...group, items: group.items as readonly CheckItem[] }))
  return groups
    .map((area) => ({ ...area, items: area.items.filter((item) => isSpecial(round) || item.rounds.includes(round)) }))
    .filter((area) => area.items.length > 0)
}

/** Only what was looked at belongs to a special round, so nothing of it can be left out. */
export const isSpecial = (round: string) => round === 'special'

export function entryOf(entries: readonly Entry[], item: string): Entry | null {
  return entries.find((entry) => entry.item === item) ?? null
}

/** The entries after an item took something; a chosen result that is chosen again is none. */
export function withEntry(entries: readonly Entry[], item: string, change: Partial<Entry>): readonly Entry[] {
  const before = entryOf(entries, item)
  const after = { ...(before ?? { item }), ...change }
  if (after.result === undefined) return entries.filter((entry) => entry.item !== item)
  return before ? entries.map((entry) => (entry.item === item ? after : entry)) : [...entries, after]
}

/** Whether nothing is left to do at an item: a fail has its picture, an exemption its reason. */
export function isJudged(entry: Entry | null): boolean {
  if (entry?.result === undefined) return false
  if (entry.result === 'fail') return (entry.photos?.length ?? 0) > 0
  return entry.result === 'pass' || (entry.reason ?? '').trim().length > 1
}

export function openItems(areas: readonly Area[], entries: readonly Entry[]): CheckItem[] {
  return areas.flatMap((area) => area.items).filter((item) => !isJudged(entryOf(entries, item.code)))
}

/** What is submitted: the entries, and where a reason is given those never judged as not checked. */
export function submitted(areas: readonly Area[], entries: readonly Entry[], reason: string): Entry[] {
  const order = areas.flatMap((area) => area.items.map((item) => item.code))
  const untouched = order.filter((code) => entryOf(entries, code) === null)
  const gaps = reason === '' ? [] : untouched.map((item): Entry => ({ item, result: 'unchecked', reason }))
  const place = (entry: Entry) => order.indexOf(entry.item)
  return [...entries, ...gaps].sort((one, other) => place(one) - place(other))
}

const SEVERITY = { A: 'major', B: 'serious', C: 'general' } as const
const DAY = 86_400_000

/** Until when a hazard of this severity may stand, by the settings in force. `today` is the bank's day. */
export function hazardDueOn(index: ReferenceIndex, severity: string, today: string): string {
  return new Date(Date.parse(`${today}T00:00:00.000Z`) + hazardDays(index, severity) * DAY).toISOString().slice(0, 10)
}

export function hazardDays(index: ReferenceIndex, severity: string): number {
  return Number(index.item('settings', `hazard_${severity}_days`)?.value ?? 1)
}

/** The hazard that a failed item opens. `today` is the bank's day. */
export function hazardValues(
  round: { id: string },
  item: CheckItem,
  entry: Entry,
  index: ReferenceIndex,
  today: string,
): Record<string, unknown> {
  const severity = SEVERITY[item.level]
  const reason = entry.reason?.trim() ? `：${entry.reason.trim()}` : ''
  return {
    problem: `${item.zh}不合格${reason}`,
    severity,
    place: item.group_zh ?? item.zh,
    source: 'inspection',
    inspection_id: round.id,
    item: item.code,
    photo_before: entry.photos ?? [],
    due_on: hazardDueOn(index, severity, today),
  }
}
