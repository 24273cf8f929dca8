// What the answer to a push writes: receipts, the rows that follow from them, and what the answer tells of clock and durability.
import { contact, isReceipt, type PushAnswer } from './answers.ts'
import type { Planned } from './commits.ts'
import { recounted, type Plan } from './head.ts'
import { localRows } from './local_rows.ts'
import { isUnsent } from './op_state.ts'
import type { Answer, ConflictRow, Head, Host, OpRow, Store } from './ports.ts'
import { opWrites, told } from './receipts.ts'
import { readScenes, withOps, type Scene } from './scene.ts'

export interface Taken {
  /** Operations the answer told something new of. */
  news: number
  /** Whether anything of the batch need not be sent again. */
  isProgress: boolean
}

/** What is known of the records of a batch, as of a version of the head. */
export interface Looked {
  version: number
  scenes: readonly Scene[]
  conflicts: readonly ConflictRow[]
}

export async function look(store: Store, head: Head, batch: readonly OpRow[]): Promise<Looked> {
  const ids = [...new Set(batch.map((op) => op.record_id))]
  const [scenes, conflicts] = await Promise.all([readScenes(store, head, ids), store.all('conflicts')])
  return { version: head.version, scenes, conflicts }
}

export function planReceipts(
  host: Host,
  head: Head,
  body: PushAnswer,
  answer: Answer,
  batch: readonly OpRow[],
  looked: Looked,
): Planned<Taken> {
  const places = new Set(batch.map((op) => op.op_seq))
  const ops = looked.scenes.flatMap((scene) => scene.ops.filter((op) => places.has(op.op_seq)))
  const { changed, moves, reopened } = told(ops, body.receipts.filter(isReceipt), looked.conflicts)
  const local = localRows(withAll(looked.scenes, changed), host.kind)
  const plan: Plan = {
    reason: 'receipts of a push',
    head: { ...contact(head, body, answer), epoch: body.epoch, counts: recounted(head.counts, moves) },
    writes: [...opWrites(changed), ...local, ...reopened],
  }
  const left = ops.filter(isUnsent).length - changed.length
  return { plan, result: { news: changed.length, isProgress: left < batch.length } }
}

function withAll(scenes: readonly Scene[], changed: readonly OpRow[]): Scene[] {
  const byRecord = new Map<string, OpRow[]>()
  for (const op of changed) byRecord.set(op.record_id, [...(byRecord.get(op.record_id) ?? []), op])
  return scenes.flatMap((scene) => {
    const own = byRecord.get(scene.id)
    return own ? [withOps(scene, own)] : []
  })
}
