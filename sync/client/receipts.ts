// Receipts change the state of operations and the rows that are shown; nothing else ever does.
import { tookEffect, type Receipt } from '../verdict.ts'
import type { Operation } from '../operation.ts'
import { received } from './op_state.ts'
import type { ConflictRow, OpRow, OpState, Write } from './ports.ts'

export interface Told {
  /** Operations that changed by the receipts. */
  changed: OpRow[]
  moves: [OpState, OpState][]
  /** Conflicts whose resolution was refused are open again. */
  reopened: Write[]
}

/** Matches receipts to operations by the hash of their bytes, never by position or number. */
export function told(ops: readonly OpRow[], receipts: readonly Receipt[], conflicts: readonly ConflictRow[]): Told {
  const byHash = new Map<string, Receipt[]>()
  for (const receipt of receipts) byHash.set(receipt.hash, [...(byHash.get(receipt.hash) ?? []), receipt])
  const result: Told = { changed: [], moves: [], reopened: [] }
  for (const op of ops) {
    const next = (byHash.get(op.hash) ?? []).reduce(received, op)
    if (next === op) continue
    result.changed.push(next)
    result.moves.push([op.state, next.state])
    result.reopened.push(...reopening(next, conflicts))
  }
  return result
}

/** Refusals of a choice that say there is nothing left to choose. */
const IS_OVER = new Set(['conflict_resolved', 'no_such_conflict'])

function reopening(op: OpRow, conflicts: readonly ConflictRow[]): Write[] {
  const refused = op.verb === 'resolve' && op.state !== 'waiting' && !tookEffect(op.receipt!)
  if (!refused || op.receipt!.verdict !== 'rejected') return []
  const { conflict_id } = (JSON.parse(op.text) as Operation).command!.args
  const conflict = conflicts.find((each) => each.id === conflict_id && each.resolved_by === op.op_id)
  const value = conflict && !IS_OVER.has(op.receipt!.code ?? '') ? { ...conflict, resolved_by: null } : null
  return conflict ? [{ table: 'conflicts', key: conflict.id, value }] : []
}

export const opWrites = (ops: readonly OpRow[]): Write[] =>
  ops.map((op): Write => ({ table: 'ops', key: op.op_seq, value: op }))
