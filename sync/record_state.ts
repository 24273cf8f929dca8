// The three honest states of a record, and the fourth that needs a person. The twin of record_state.py.
import { fate, type Verdict } from './verdict.ts'

export type RecordState = 'saved' | 'received' | 'issued' | 'attention'

/** `verdicts` of the record's own operations here (null: no receipt yet), `documents` the states of its documents. */
export function recordState(verdicts: readonly (Verdict | null)[], documents: readonly string[]): RecordState {
  const fates = verdicts.map((verdict) => (verdict === null ? null : fate(verdict)))
  if (fates.includes('attention')) return 'attention'
  if (fates.includes(null)) return 'saved'
  const open = fates.includes('waiting') || documents.length === 0 || documents.some((state) => state !== 'issued')
  return open ? 'received' : 'issued'
}

/** Whether the tablet may say that everything has arrived: counts of what has no receipt, never a guess. */
export function allSynced(outbox: number, uploads: number): boolean {
  return outbox === 0 && uploads === 0
}
