// With what a capture begins: a parked draft, what the record it is started from hands over, an entry chosen in the guide.
import { commandNamed, openCommands, standingOf } from '@sync/lifecycle.ts'
import { kindOf, type Kind, type Start } from '@/contract'
import type { Detail, Origin, Tablet } from '@/device/tablet'
import { defaults } from '@/forms'
import { startValues } from '@/start_values'
import { carried } from '../visit/carried'
import { isVisit, visitField } from '../visit/visits'

export interface CaptureQuery {
  draft?: string
  from?: string
  /** Which of the starts of that record it is; the first of this kind where it is not said. */
  start?: string
  set?: string
  code?: string
}

export interface CaptureBeginning {
  values: Record<string, unknown>
  draftId: string
  origin: Detail | null
  start: Start | null
  /** Fields that count as chosen by the person just now, so that what depends on them fills in. */
  chosen: Record<string, unknown>
}

export async function beginCapture(
  tablet: Tablet,
  kind: Kind,
  query: CaptureQuery,
  newId: () => string,
): Promise<CaptureBeginning> {
  const draft = query.draft ? (await tablet.drafts()).find((each) => each.id === query.draft) : undefined
  const origin = query.from ? await tablet.record(query.from) : null
  const start = origin ? startOf(kind, origin, query.start) : null
  const handedOver = origin && start ? takenOver(tablet, kind, origin, start) : {}
  const begun = { ...defaults(kind), ...handedOver }
  const visitId = draft ? null : visitOf(kind, origin, begun)
  const known = visitId === null ? {} : await carried(tablet, visitId, kind, begun)
  return {
    values: draft ? { ...draft.values } : { ...begun, ...known },
    draftId: draft?.id ?? newId(),
    origin,
    start,
    chosen: draft ? {} : chosenInGuide(kind, query),
  }
}

/** The address of a capture that is started from a record. */
export function startQuery(kind: Kind, start: Start, recordId: string): { from: string; start: string } {
  return { from: recordId, start: String(kind.starts.indexOf(start)) }
}

/** The visit the new record hangs on: the one it is started from, or the one its origin hangs on. */
function visitOf(kind: Kind, origin: Detail | null, values: Record<string, unknown>): string | null {
  if (origin && isVisit(origin.row.kind)) return origin.row.id
  const named = values[visitField(kind)?.code ?? '']
  return typeof named === 'string' ? named : null
}

function startOf(kind: Kind, origin: Detail, at: string | undefined): Start | null {
  const starts = kindOf(origin.row.kind)?.starts ?? []
  const named = at === undefined ? undefined : starts[Number(at)]
  return named?.kind === kind.code ? named : (starts.find((each) => each.kind === kind.code) ?? null)
}

function takenOver(tablet: Tablet, kind: Kind, origin: Detail, start: Start): Record<string, unknown> {
  const from = kindOf(origin.row.kind)
  if (!from) return {}
  return startValues(start, { kind: from, id: origin.row.id, values: origin.row.values }, kind, tablet.reference())
}

function chosenInGuide(kind: Kind, { set, code }: CaptureQuery): Record<string, unknown> {
  const field = set && code ? kind.fields.find((each) => each.reference === set) : undefined
  return field ? { [field.code]: field.type === 'refs' ? [code] : code } : {}
}

/** The step the first record takes in the same capture, when this person may still take it. */
export function originOf(start: Start | null, detail: Detail, role: string, personId: string): Origin {
  const from = kindOf(detail.row.kind)
  const verb = start?.then
  const standing = standingOf(detail.row, personId)
  const isThere = from && verb ? commandNamed(from.life_cycle, verb)?.to === detail.row.status : false
  const open = from && verb ? openCommands(from.life_cycle, detail.row.status, role, standing).includes(verb) : false
  return open && verb && !isThere
    ? { recordId: detail.row.id, command: { verb, args: {} } }
    : { recordId: detail.row.id }
}
