// Whose turn an operation is, from its receipt and from what a person did about it: never stored apart from them.
import { fate, isDecided, supersedes, type Receipt } from '../verdict.ts'
import type { OpRow, OpState } from './ports.ts'

type Standing = Pick<OpRow, 'receipt' | 'replaced_by' | 'let_go'>

/** Without a receipt an operation waits, whatever a person did about it: the server has to have it first (I1). */
export function stateOf({ receipt, replaced_by, let_go }: Standing): OpState {
  if (receipt === null) return 'waiting'
  const turn = fate(receipt.verdict)
  return turn !== 'done' && (replaced_by !== null || let_go) ? 'settled' : turn
}

/** The operation with some of its standing changed. */
export function standing(op: OpRow, change: Partial<Standing>): OpRow {
  const next = { ...op, ...change }
  return { ...next, state: stateOf(next) }
}

/** The operation after this receipt; the same object when the receipt says nothing new. */
export function received(op: OpRow, receipt: Receipt): OpRow {
  if (receipt.hash !== op.hash || !supersedes(receipt, op.receipt)) return op
  const again = op.receipt !== null && !isDecided(receipt.verdict) && same(op.receipt, receipt)
  return again ? op : standing(op, { receipt })
}

function same(held: Receipt, newer: Receipt): boolean {
  return held.verdict === newer.verdict && held.waits_for === newer.waits_for && held.by === newer.by
}

/** Whether the server has not acknowledged it. */
export const isUnsent = (op: OpRow): boolean => op.state === 'waiting' && op.receipt === null
