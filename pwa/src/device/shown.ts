// A record as a list or a page shows it: its row, its honest state, and its number.
import type { OpRow, RecordRow } from '@sync/client/ports.ts'
import { recordState } from '@sync/record_state.ts'
import type { Shown } from './tablet'

/** `ops`: the record's operations of this tablet. One a person let go of, or that was replaced, says nothing any more. */
export function shown(row: RecordRow, ops: readonly OpRow[], deviceNo: string): Shown {
  const speaking = ops.filter((op) => op.state !== 'settled')
  const verdicts = speaking.map((op) => op.receipt?.verdict ?? null)
  const state = recordState(
    verdicts,
    row.documents.map((document) => document.state),
  )
  return { row, state, no: row.no ?? provisionalNo(ops, deviceNo) }
}

/** Until the server has given a number: the place of its creation in this tablet's queue. */
export function provisionalNo(ops: readonly OpRow[], deviceNo: string): string {
  const created = ops.filter((op) => op.verb === 'create').map((op) => op.op_seq)
  return created.length === 0 ? '—' : `暂-${deviceNo}-${Math.min(...created)}`
}

export function byRecord(ops: readonly OpRow[]): Map<string, OpRow[]> {
  const groups = new Map<string, OpRow[]>()
  for (const op of ops) groups.set(op.record_id, [...(groups.get(op.record_id) ?? []), op])
  return groups
}
