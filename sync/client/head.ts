// The engine's own row, and what a plan is: rows to write and how the head changes with them, never more than one commit.
import type { Generation, Head, OpState, Write } from './ports.ts'

/** Nothing is known yet: the head of a store in which nothing was ever committed. */
export const FIRST_HEAD: Head = {
  version: 0,
  op_seq: 0,
  epoch: '',
  entitlement: '',
  reference: '',
  contract: '',
  durable_through: 0,
  generation: 0,
  bootstrap: null,
  cursors: {},
  clock_offset: 0,
  last_contact: null,
  counts: { waiting: 0, attention: 0, done: 0, settled: 0 },
  uploads: 0,
  records: 0,
}

export interface Plan {
  /** Why it is done, for traces and tests. */
  reason: string
  writes: readonly Write[]
  head: Partial<Head>
  emptied?: Generation
}

export const shownTable = (head: Pick<Head, 'generation'>): Generation => (head.generation === 0 ? 'base0' : 'base1')
export const shadowTable = (head: Pick<Head, 'generation'>): Generation => (head.generation === 0 ? 'base1' : 'base0')

type Counts = Head['counts']

/** The counts after operations changed their state; null stands for not there (yet, or any more). */
export function recounted(counts: Counts, moves: readonly (readonly [OpState | null, OpState | null])[]): Counts {
  const next = { ...counts }
  for (const [from, to] of moves) {
    if (from !== null) next[from] -= 1
    if (to !== null) next[to] += 1
  }
  return next
}
