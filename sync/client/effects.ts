// What one operation does to the row a tablet shows. The server decides the same by sync/server/change.py.
import { VOIDED, commandNamed, nextStatus, type Command } from '../lifecycle.ts'
import { equal, merge, type Values } from '../merge.ts'
import { typeOf, type Operation } from '../operation.ts'
import { normalised } from '../validation.ts'
import type { Definition, OpRow, RecordRow } from './ports.ts'
import type { Scene } from './scene.ts'

type Row = RecordRow | undefined

/** The row an undecided operation is expected to make; null when it is expected to change nothing. */
export function expected(row: Row, operation: Operation, scene: Scene, kind: Definition | undefined): RecordRow | null {
  const verb = typeOf(operation.type).verb
  if (verb === 'create') return row === undefined ? created(operation, scene, kind) : null
  if (row === undefined) return null
  if (verb === 'update') return corrected(row, operation, kind)
  if (verb === 'resolve') return changed(row, operation, chosen(operation, scene))
  const command = kind && commandNamed(kind.life_cycle, verb)
  return kind && command?.from.includes(row.status) ? stepped(row, operation, command, kind) : null
}

/** The row after an operation that took effect, of which the server's row does not tell yet: its receipt is believed. */
export function given(row: Row, op: OpRow, operation: Operation, scene: Scene, kind: Definition | undefined): Row {
  const { rev = 0, no = null } = op.receipt!
  const verb = typeOf(operation.type).verb
  const next =
    row === undefined ? expected(row, operation, scene, kind) : written(row, op, verb, operation, scene, kind)
  return next === null ? row : { ...next, rev: Math.max(next.rev, rev), no: next.no ?? no }
}

function written(
  row: RecordRow,
  op: OpRow,
  verb: string,
  operation: Operation,
  scene: Scene,
  kind: Definition | undefined,
) {
  if (verb === 'create') return row
  if (verb === 'update') return changed(row, operation, accepted(op, changes(operation, kind)))
  if (verb === 'resolve') return changed(row, operation, accepted(op, chosen(operation, scene)))
  const command = kind && commandNamed(kind.life_cycle, verb)
  return command ? stepped(row, operation, command, kind) : row
}

function created(operation: Operation, scene: Scene, kind: Definition | undefined): RecordRow {
  const at = new Date(Date.parse(operation.occurred_at) + operation.clock_offset).toISOString()
  return {
    id: operation.record_id,
    kind: typeOf(operation.type).kind,
    rev: 0,
    no: null,
    status: kind?.life_cycle.created ?? '',
    values: withoutNothing(changes(operation, kind)),
    at,
    created_by: operation.actor_id,
    created_by_name: scene.local?.created_by_name ?? '',
    device_id: operation.device_id,
    captured_offline: operation.command?.args.captured_offline === true,
    doubtful: false,
    updated_at: at,
    void_reason: null,
    documents: [],
    scope: null,
  }
}

function corrected(row: RecordRow, operation: Operation, kind: Definition | undefined): RecordRow | null {
  const merged = merge(operation.patch ?? {}, row.values, row.values, (code) => groupOf(kind, code))
  return Object.keys(merged.set).length > 0 ? changed(row, operation, typed(merged.set, kind)) : null
}

function stepped(row: RecordRow, operation: Operation, command: Command, kind: Definition): RecordRow {
  const status = nextStatus(command, row.status)
  const reason = status === VOIDED ? (operation.command?.reason ?? null) : row.void_reason
  const args = normalised(kind, operation.command?.args ?? {})
  return { ...changed(row, operation, args), status, void_reason: reason }
}

function changed(row: RecordRow, operation: Operation, values: Values): RecordRow {
  return { ...row, values: withoutNothing({ ...row.values, ...values }), updated_at: operation.occurred_at }
}

/** What a patch changes: an untouched member of a group travels along and changes nothing. */
function changes(operation: Operation, kind: Definition | undefined): Values {
  const touched = Object.entries(operation.patch ?? {}).filter(([, change]) => !equal(change.from, change.to))
  return typed(Object.fromEntries(touched.map(([code, change]) => [code, change.to])), kind)
}

/** The values by a person's choice; those of a conflict that is not known here stay as they are. */
function chosen(operation: Operation, scene: Scene): Values {
  const { conflict_id, choose } = operation.command?.args ?? {}
  const choices = choose as Readonly<Record<string, string>>
  const conflict = scene.conflicts.find((each) => each.id === conflict_id)
  const fields = Object.entries(conflict?.fields ?? {}).filter(([code]) => code !== 'status')
  return Object.fromEntries(
    fields.map(([code, [base, mine, theirs]]) => [code, { base, mine, theirs }[choices[code] ?? ''] ?? null]),
  )
}

/** Of these values those the server took: all but the conflicting ones, or those it names. */
function accepted(op: OpRow, values: Values): Values {
  const { verdict, fields } = op.receipt!
  if (fields === undefined) return values
  const named = new Set(fields)
  return Object.fromEntries(Object.entries(values).filter(([code]) => named.has(code) === (verdict === 'merged')))
}

function typed(values: Values, kind: Definition | undefined): Values {
  return kind ? normalised(kind, values) : values
}

/** Fields that merge together with this one, itself among them. */
export function groupOf(kind: Definition | undefined, code: string): readonly string[] {
  return Object.values(kind?.groups ?? {}).find((group) => group.includes(code)) ?? [code]
}

/** Absent and null are the same thing, as in the server's rows. */
function withoutNothing(values: Values): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined))
}
