// What the answer to a push writes: receipts, the rows that follow from them, and what the answer tells of clock and durability.
import { contact, isReceipt, type PushAnswer } from './answers.ts'
import type { Planned } from './commits.ts'
import { recounted, type Plan } from './head.ts'
import { localRows } from './local_rows.ts'
import { isUnsent } from './op_state.ts'
import type { Answer, Head, Host, OpRow } from './ports.ts'
import { opWrites, told } from './receipts.ts'
import { readScenes, withOps } from './scene.ts'

export interface Taken {
  /** Operations the answer told something new of. */
  news: number
  /** Whether anything of the batch need not be sent again. */
  isProgress: boolean
}

export async function planReceipts(
  host: Host,
  head: Head,
  body: PushAnswer,
  answer: Answer,
  batch: readonly OpRow[],
): Promise<Planned<Taken>> {
  const places = batch.map((op) => op.op_seq)
  const [rows, conflicts] = await Promise.all([host.store.getMany('ops', places), host.store.all('conflicts')])
  const ops = rows.filter((op) => op !== undefined)
  const { changed, moves, reopened } = told(ops, body.receipts.filter(isReceipt), conflicts)
  const scenes = await readScenes(host.store, head, [...new Set(changed.map((op) => op.record_id))])
  const local = localRows(
    scenes.map((scene) => withOps(scene, changed)),
    host.kind,
  )
  const plan: Plan = {
    reason: 'receipts of a push',
    head: { ...contact(head, body, answer), epoch: body.epoch, counts: recounted(head.counts, moves) },
    writes: [...opWrites(changed), ...local, ...reopened],
  }
  const left = ops.filter(isUnsent).length - changed.length
  return { plan, result: { news: changed.length, isProgress: left < batch.length } }
}
