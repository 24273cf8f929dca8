// A new epoch: the server was restored from a backup and may have forgotten what it acknowledged. Every operation that is not
// certainly in a backup is offered again (I15), and what is shown is downloaded anew.
import { recounted, shadowTable, type Plan } from './head.ts'
import { localRows, type KindOf } from './local_rows.ts'
import { standing } from './op_state.ts'
import type { ConflictRow, Head, OpRow, OpState, Store, Write } from './ports.ts'
import { readScenes, withOps, type Scene } from './scene.ts'

const STATES: readonly OpState[] = ['waiting', 'attention', 'done', 'settled']
const PAGE = 500

/** Reads what a change of epoch concerns and plans it. */
export async function planEpoch(
  store: Store,
  head: Head,
  next: { epoch: string; durable_through: number },
  kindOf: KindOf,
): Promise<Plan> {
  const held = await receiptHolders(store)
  const offered = held.filter((op) => op.op_seq > next.durable_through)
  const scenes = await readScenes(store, head, [...new Set(offered.map((op) => op.record_id))])
  return newEpoch(head, next, offered, scenes, await store.all('conflicts'), kindOf)
}

async function receiptHolders(store: Store): Promise<OpRow[]> {
  const found: OpRow[] = []
  for (const state of STATES) {
    let after = 0
    for (
      let page = await store.opsIn(state, after, PAGE);
      page.length > 0;
      page = await store.opsIn(state, after, PAGE)
    ) {
      found.push(...page.filter((op) => op.receipt !== null))
      after = page.at(-1)!.op_seq
    }
  }
  return found
}

export function newEpoch(
  head: Head,
  next: { epoch: string; durable_through: number },
  offered: readonly OpRow[],
  scenes: readonly Scene[],
  conflicts: readonly ConflictRow[],
  kindOf: KindOf,
): Plan {
  const again = offered.map((op) => standing(op, { receipt: null }))
  const moves = again.map((op, index) => [offered[index]!.state, op.state] as const)
  const start = bootstrapStart(head, head.entitlement, conflicts)
  const counts = recounted(head.counts, moves)
  return {
    ...start,
    reason: 'new epoch: offer again, download anew',
    head: { ...start.head, epoch: next.epoch, durable_through: next.durable_through, counts },
    writes: [
      ...start.writes,
      ...again.map((op): Write => ({ table: 'ops', key: op.op_seq, value: op })),
      ...localRows(
        scenes.map((scene) => withOps(scene, again)),
        kindOf,
      ),
    ],
  }
}

/** Begins a download into the generation that is not shown. Open conflicts come again with it; what is shown still follows
 * from those that operations of this tablet resolve, so they stay until the server's rows tell of the choice (settle.ts). */
export function bootstrapStart(head: Head, entitlement: string, conflicts: readonly ConflictRow[]): Plan {
  return {
    reason: 'download anew',
    head: { entitlement, bootstrap: { cursors: {}, rows: 0 } },
    writes: conflicts
      .filter((conflict) => conflict.resolved_by === null)
      .map(({ id }): Write => ({ table: 'conflicts', key: id, value: null })),
    emptied: shadowTable(head),
  }
}
