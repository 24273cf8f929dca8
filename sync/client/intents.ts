// What a person means to do, judged before anything is written: faults go to the fields, a refusal is one code for all.
import { check, stripBlank, validateFields, type Fault, type Values } from '../fields.ts'
import { VOIDED, commandNamed, refusal, standingOf } from '../lifecycle.ts'
import { equal, type Patch } from '../merge.ts'
import { MAX_REASON, type Base, type Operation } from '../operation.ts'
import { answerErrors, captureErrors, commandErrors, normalised, recordErrors } from '../validation.ts'
import { groupOf } from './effects.ts'
import type { ConflictRow, Definition, RecordRow } from './ports.ts'

/** Who does it: the person, the grant they hold, their active role, and whether the server could be asked just now. */
export interface Author {
  id: string
  name: string
  grantId: string
  roles: readonly string[]
  online: boolean
}

/** An operation without what only its commit can tell: its place in the queue and its names. */
export interface Intent extends Pick<Operation, 'record_id' | 'base' | 'patch' | 'command'> {
  kind: string
  verb: string
  deps: string[]
  replaces?: string
  /** When it happened, by the tablet's clock, with the offset known then; absent: now. */
  happened?: { at: string; offset: number }
}

/**
 * Why it is not done. `refused` is one of: unknown_kind, no_such_record, not_permitted, wrong_status, unknown_command,
 * self_review, online_only, nothing_changed, no_such_operation, not_refused, no_such_conflict, conflict_resolved, choice_needed, group_split.
 */
export type Denied = { faults: Fault[] } | { refused: string }
export type Intended = Intent | Denied

export const isDenied = (intended: object): intended is Denied => 'faults' in intended || 'refused' in intended

/** The record as the person sees it, and what a new operation on it is based on. */
export interface Shown {
  row: RecordRow
  base: Base
}

export function toCreate(kind: Definition, recordId: string, values: Values, author: Author): Intended {
  if (!mayCapture(kind, author)) return { refused: 'not_permitted' }
  const faults = captureErrors(kind, values)
  if (faults.length > 0) return { faults }
  const given = Object.entries(normalised(kind, values)).filter(([, value]) => value !== null)
  const patch = Object.fromEntries(given.map(([code, to]) => [code, { from: null, to }]))
  const command = { args: { captured_offline: !author.online } }
  return { kind: kind.code, verb: 'create', record_id: recordId, base: null, patch, command, deps: [] }
}

/** A correction: only what changed, and the untouched members of its groups as they were shown. */
export function toCorrect(
  kind: Definition,
  { row, base }: Shown,
  values: Values,
  reason: string,
  author: Author,
): Intended {
  if (!mayCapture(kind, author)) return { refused: 'not_permitted' }
  if (row.status === VOIDED) return { refused: 'wrong_status' }
  const touched = Object.entries(normalised(kind, values)).filter(([code, to]) => !equal(row.values[code], to))
  const faults = correctionFaults(kind, row, Object.fromEntries(touched), reason)
  if (faults.length > 0) return { faults }
  if (touched.length === 0) return { refused: 'nothing_changed' }
  const patch = groupsWhole(kind, row, new Map(touched))
  return { kind: kind.code, verb: 'update', record_id: row.id, base, patch, command: { args: {}, reason }, deps: [] }
}

function correctionFaults(kind: Definition, row: RecordRow, touched: Values, reason: string): Fault[] {
  const wrong = validateFields(kind, touched)
  const faults = wrong.length > 0 ? wrong : answerErrors(kind, touched)
  if (faults.length > 0) return faults
  const silent = stripBlank(reason) === '' ? [{ code: 'reason_required', field: 'reason' }] : []
  return [...silent, ...reasonFaults(reason), ...recordErrors(kind, { ...row.values, ...touched }, row.status)]
}

/** A reason that no operation can carry would make it unreadable for the server. */
function reasonFaults(reason: string): Fault[] {
  const code = check({ code: 'reason', type: 'text', max: MAX_REASON, multiline: true }, reason)
  return code === null ? [] : [{ code, field: 'reason' }]
}

function groupsWhole(kind: Definition, row: RecordRow, touched: ReadonlyMap<string, unknown>): Patch {
  const codes = new Set([...touched.keys()].flatMap((code) => [code, ...groupOf(kind, code)]))
  const shown = (code: string) => row.values[code] ?? null
  const entries = [...codes].map((code): [string, Patch[string]] => [
    code,
    { from: shown(code), to: touched.has(code) ? touched.get(code) : shown(code) },
  ])
  return Object.fromEntries(entries.filter(([code, change]) => touched.has(code) || change.from !== null))
}

export function toCommand(
  kind: Definition,
  { row, base }: Shown,
  verb: string,
  args: Values,
  reason: string | undefined,
  author: Author,
): Intended {
  const command = commandNamed(kind.life_cycle, verb)
  const refused = command === null ? 'unknown_command' : standingRefusal(kind, row, verb, author)
  if (command === null || refused !== null) return { refused: refused! }
  if (command.offline === false && !author.online) return { refused: 'online_only' }
  const faults = [
    ...commandErrors(kind, command, row.status, row.values, args, reason ?? null),
    ...reasonFaults(reason ?? ''),
  ]
  if (faults.length > 0) return { faults }
  const said = { args: normalised(kind, args), ...(reason === undefined ? {} : { reason }) }
  return { kind: kind.code, verb, record_id: row.id, base, patch: null, command: said, deps: [] }
}

/** Null as soon as one of the roles may run it. */
function standingRefusal(kind: Definition, row: RecordRow, verb: string, author: Author): string | null {
  const standing = standingOf(row, author.id)
  const reasons = author.roles.map((role) => refusal(kind.life_cycle, verb, row.status, role, standing))
  if (reasons.includes(null)) return null
  return ['wrong_status', 'self_review'].find((each) => reasons.includes(each)) ?? 'not_permitted'
}

/** A person's choice between the values of a conflict: one for every field, one for a whole group. */
export function toResolve(
  kind: Definition,
  { row, base }: Shown,
  conflict: ConflictRow,
  choose: Choice,
  author: Author,
): Intended {
  if (!mayCapture(kind, author)) return { refused: 'not_permitted' }
  if (conflict.resolved_by !== null) return { refused: 'conflict_resolved' }
  const codes = Object.keys(conflict.fields)
  const open = codes.some((code) => choose[code] === undefined || (code === 'status' && choose[code] !== 'theirs'))
  if (open) return { refused: 'choice_needed' }
  const split = codes.some((code) =>
    groupOf(kind, code).some((member) => codes.includes(member) && choose[member] !== choose[code]),
  )
  if (split) return { refused: 'group_split' }
  const args = { conflict_id: conflict.id, choose: Object.fromEntries(codes.map((code) => [code, choose[code]])) }
  return { kind: kind.code, verb: 'resolve', record_id: row.id, base, patch: null, command: { args }, deps: [] }
}

export type Choice = Readonly<Record<string, 'base' | 'mine' | 'theirs'>>

function mayCapture(kind: Definition, author: Author): boolean {
  return author.roles.some((role) => kind.capture_roles.includes(role))
}
