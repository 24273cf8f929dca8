import { describe, expect, test } from 'vitest'
import { allSynced, recordState, type RecordState } from '../../sync/record_state.ts'
import type { Verdict } from '../../sync/verdict.ts'
import { vectors } from './vectors.ts'

interface Cases {
  record_state: { verdicts: (Verdict | null)[]; documents: string[]; state: RecordState }[]
  all_synced: [number, number, boolean][]
}
const cases = vectors<Cases>('record_state')

describe('record_state', () => {
  test.each(cases.record_state)('a state is told from receipts alone: %j', (each) => {
    expect(recordState(each.verdicts, each.documents)).toBe(each.state)
  })

  test.each(cases.all_synced)('I19: all synced means that nothing waits: %i %i %s', (outbox, uploads, synced) => {
    expect(allSynced(outbox, uploads)).toBe(synced)
  })
})
