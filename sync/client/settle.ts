// What ends a pull: the new generation is shown, rows that were only waiting for the pull go, durable operations leave the queue.
import type { Planned } from './commits.ts'
import { tookEffect } from '../verdict.ts'
import { recounted, shadowTable, shownTable, type Plan } from './head.ts'
import { localRows, type KindOf } from './local_rows.ts'
import { overlay } from './overlay.ts'
import type { ConflictRow, Head, OpRow, Store, Write } from './ports.ts'
import { readScenes, type Scene } from './scene.ts'

/** Shows the generation a bootstrap has filled, with the pending operations over it, all at once. */
export async function planFlip(store: Store, head: Head, records: number, kindOf: KindOf): Promise<Plan> {
  const ids = (await store.all('local')).map((row) => row.id)
  const scenes = await readScenes(store, head, ids, shadowTable(head))
  return {
    reason: 'the downloaded generation is shown',
    head: {
      generation: head.generation === 0 ? 1 : 0,
      cursors: head.bootstrap!.cursors,
      bootstrap: null,
      records,
    },
    writes: localRows(scenes, kindOf),
  }
}

/** The generation shown before takes room for nothing. */
export async function planClearing(head: Head): Promise<Planned<undefined>> {
  const plan: Plan = { reason: 'the old generation is cleared', head: {}, writes: [], emptied: shadowTable(head) }
  return { plan: head.bootstrap === null ? plan : null, result: undefined }
}

// So many durable operations leave in one commit; the rest with the next rounds.
const MOST = 500

/** After a pull that came to the head: everything decided is in the server's rows, as far as this person may see them. */
export async function planTidy(store: Store, head: Head, kindOf: KindOf): Promise<Planned<undefined>> {
  const nothing: Planned<undefined> = { plan: null, result: undefined }
  if (head.bootstrap !== null) return nothing
  const ids = (await store.all('local')).map((row) => row.id)
  const scenes = await readScenes(store, head, ids, shownTable(head))
  const over = new Set(scenes.filter((scene) => isOver(scene, kindOf)).map((scene) => scene.id))
  const closed = await closedHere(store)
  const needed = new Set(ids.filter((id) => !over.has(id)))
  const gone = [...(await durable(store, head, 'done')), ...(await durable(store, head, 'settled'))].filter(
    (op) => !needed.has(op.record_id),
  )
  if (over.size + gone.length + closed.length === 0) return nothing
  const writes: Write[] = [
    ...[...over].map((id): Write => ({ table: 'local', key: id, value: null })),
    ...closed.map(({ id }): Write => ({ table: 'conflicts', key: id, value: null })),
    ...gone.map((op): Write => ({ table: 'ops', key: op.op_seq, value: null })),
  ]
  const counts = recounted(
    head.counts,
    gone.map((op) => [op.state, null] as const),
  )
  return { plan: { reason: 'what is durable and shown leaves the queue', head: { counts }, writes }, result: undefined }
}

/** Conflicts that an operation of this tablet closed: the server's rows tell of the choice by now. */
async function closedHere(store: Store): Promise<ConflictRow[]> {
  const resolved = (await store.all('conflicts')).filter((conflict) => conflict.resolved_by !== null)
  if (resolved.length === 0) return []
  const ops = await store.opsOf([...new Set(resolved.map((conflict) => conflict.record_id))])
  const effective = new Set(ops.filter((op) => op.receipt !== null && tookEffect(op.receipt)).map((op) => op.op_id))
  return resolved.filter((conflict) => effective.has(conflict.resolved_by!))
}

/** Nothing undecided in it: the server's row, or its absence, says more than the optimistic one. */
function isOver(scene: Scene, kindOf: KindOf): boolean {
  const kind = kindOf(scene.base?.kind ?? scene.ops[0]?.kind ?? '')
  return overlay(scene, kind).tip === null && scene.ops.every((op) => op.state !== 'waiting')
}

/** Operations that are certainly in a backup of the server and need nobody: the lowest places first. */
async function durable(store: Store, head: Head, state: 'done' | 'settled'): Promise<OpRow[]> {
  if (head.durable_through === 0) return []
  const [first] = await store.opsIn(state, 0, 1)
  if (first === undefined || first.op_seq > head.durable_through) return []
  const ops = await store.opsIn(state, 0, MOST)
  return ops.filter((op) => op.op_seq <= head.durable_through && op.receipt !== null)
}
