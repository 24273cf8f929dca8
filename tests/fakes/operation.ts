// Operations as a tablet keeps them.
import { freeze, type Operation } from '../../sync/operation.ts'
import type { OpRow, RecordRow } from '../../sync/client/ports.ts'

/** An operation of a record as the outbox keeps it; `more` overrides what the tablet learned of it since. */
export function operation(
  row: RecordRow,
  verb: string,
  what: Pick<Operation, 'patch' | 'command'>,
  op_seq: number,
  at: string,
  more: Partial<OpRow> = {},
): OpRow {
  const op_id = `01935b1e-7c00-7000-9000-${String(op_seq).padStart(12, '0')}`
  const frozen: Operation = {
    op_id,
    device_id: row.device_id,
    op_seq,
    type: `${row.kind}.${verb}@1`,
    record_id: row.id,
    actor_id: row.created_by,
    grant_id: row.created_by,
    base: row.rev === 0 ? null : { rev: row.rev },
    ...what,
    deps: [],
    occurred_at: at,
    clock_offset: 0,
    app_version: 'fake',
  }
  const names = { op_seq, op_id, record_id: row.id, kind: row.kind, verb, actor_id: row.created_by, at }
  const told = { state: 'waiting' as const, receipt: null, replaced_by: null, let_go: false }
  return { ...names, text: freeze(frozen), hash: op_id, ...told, ...more }
}

export function patchOf(values: Record<string, unknown>): Operation['patch'] {
  return Object.fromEntries(Object.entries(values).map(([code, to]) => [code, { from: null, to }]))
}
