// What the server said of an operation, and what that means for whoever sent it. The twin of verdict.py.

export type Verdict = 'stored' | 'applied' | 'merged' | 'conflict' | 'rejected' | 'deferred' | 'blocked'
export type Fate = 'done' | 'waiting' | 'attention'

export interface Receipt {
  op_id: string | null
  hash: string
  device_id: string
  op_seq: number | null
  verdict: Verdict
  decided_at: string
  rev?: number
  no?: string
  fields?: string[]
  conflict_id?: string
  code?: string
  field?: string
  message?: { zh: string; en: string }
  waits_for?: string
  by?: string
}

const FATES: Record<Verdict, Fate> = {
  stored: 'waiting',
  deferred: 'waiting',
  blocked: 'waiting',
  applied: 'done',
  merged: 'done',
  conflict: 'attention',
  rejected: 'attention',
}

/** `done` needs nobody, `waiting` is the server's turn, `attention` is a person's turn. */
export function fate(verdict: Verdict): Fate {
  return FATES[verdict]
}

/** Whether the verdict is final: a replay returns it unchanged for ever. */
export function isDecided(verdict: Verdict): boolean {
  return FATES[verdict] !== 'waiting'
}

/** Whether what depends on the operation may go on: all of it, or at least a part of it, stands in the record. */
export function tookEffect(receipt: Pick<Receipt, 'verdict' | 'rev'>): boolean {
  if (receipt.verdict === 'conflict') return receipt.rev != null
  return receipt.verdict === 'applied' || receipt.verdict === 'merged'
}

/** Whether a receipt that arrives replaces the one already held: a decision is never taken back by a late message. */
export function supersedes(_newer: Pick<Receipt, 'verdict'>, older: Pick<Receipt, 'verdict'> | null): boolean {
  return older === null || !isDecided(older.verdict)
}
