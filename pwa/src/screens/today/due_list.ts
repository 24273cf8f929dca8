// What waits for somebody, most pressing first: refused work, what is overdue, what asks for attention, what falls due, the rest by age.
import type { Shown } from '@/device/tablet'
import { duesOf } from '@sync/dues.ts'
import { kindOf, stateOf, type Kind, type State, type Told } from '@/contract'
import { bankDay } from '@/i18n'
import { toTakeNoteOf } from '@/notices'

export interface DueEntry {
  shown: Shown
  kind: Kind
  status: State
  /** Refused or in conflict: a person's turn before anything else. */
  mine: boolean
  dueAt: string | null
  /** What is due, in words; null: the record itself. */
  why: Told | null
  late: boolean
}

const WAITING: ReadonlySet<State['tone']> = new Set(['waiting', 'attention'])

/** Under which heading an entry stands; `open` has no term. */
export type Term = 'mine' | 'late' | 'today' | 'later' | 'open'
const TERMS: readonly Term[] = ['mine', 'late', 'today', 'later', 'open']

/** `personId`: whose list it is; what everybody must do for themselves is asked of the kind. */
export function dueList(all: readonly Shown[], now: number, personId = ''): DueEntry[] {
  return all.flatMap((shown) => entryOf(shown, now, personId)).sort((one, other) => byPressure(one, other))
}

/** The entries under their headings, each in the order it has; headings without any are left out. */
export function byTerm(entries: readonly DueEntry[], now: number): { term: Term; entries: DueEntry[] }[] {
  const of = (term: Term) => entries.filter((entry) => termOf(entry, now) === term)
  return TERMS.map((term) => ({ term, entries: of(term) })).filter((part) => part.entries.length > 0)
}

function termOf({ mine, late, dueAt, status }: DueEntry, now: number): Term {
  if (mine) return 'mine'
  if (late) return 'late'
  if (dueAt === null) return status.tone === 'attention' ? 'today' : 'open'
  return bankDay(dueAt) === bankDay(now) ? 'today' : 'later'
}

function entryOf(shown: Shown, now: number, personId: string): DueEntry[] {
  const kind = kindOf(shown.row.kind)
  const status = kind && stateOf(kind, shown.row.status)
  const mine = shown.state === 'attention'
  if (!kind || !status || (!mine && isHere(shown, kind, now))) return []
  if (kind.notice && !mine) return noticed(shown, kind, status, toTakeNoteOf(shown, kind.notice, personId))
  const due = duesOf(kind, shown.row.status, shown.row.values)[0]
  const dueAt = due?.at ?? null
  const waits = mine || dueAt !== null || (!status.final && WAITING.has(status.tone))
  if (!waits) return []
  const why = kind.dues.find((each) => each.field === due?.field) ?? null
  return [{ shown, kind, status, mine, dueAt, why, late: dueAt !== null && Date.parse(dueAt) < now }]
}

/** A notice is on the list of whoever has not taken note of it; how long it counts is nobody's work here. */
function noticed(shown: Shown, kind: Kind, status: State, why: Told | null): DueEntry[] {
  if (why === null) return []
  return [{ shown, kind, status: { ...status, tone: 'attention' }, mine: false, dueAt: null, why, late: false }]
}

/** Who is in the branch stands above the page; only a visit that nobody ended is something to do. */
const isHere = ({ row }: Shown, kind: Kind, now: number) => kind.spine && bankDay(row.at) === bankDay(now)

function rank(entry: DueEntry): number {
  if (entry.mine) return 0
  if (entry.late) return 1
  if (entry.status.tone === 'attention') return 2
  return entry.dueAt === null ? 4 : 3
}

function byPressure(one: DueEntry, other: DueEntry): number {
  const difference = rank(one) - rank(other)
  return difference || order(moment(one), moment(other)) || order(one.shown.row.id, other.shown.row.id)
}

/** Instants and ids are plain ASCII. */
const order = (one: string, other: string) => Number(one > other) - Number(one < other)

function moment(entry: DueEntry): string {
  return entry.dueAt ?? entry.shown.row.at
}
