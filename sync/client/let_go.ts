// A person lets go of a refused operation: it is kept, and so is everything that built on it and can never be decided now.
import type { Operation } from '../operation.ts'
import { tookEffect } from '../verdict.ts'
import type { Planned } from './commits.ts'
import { recounted } from './head.ts'
import type { Denied } from './intents.ts'
import { localRows } from './local_rows.ts'
import { standing } from './op_state.ts'
import type { Head, Host, OpRow, Store, Write } from './ports.ts'
import { readScenes, withOps } from './scene.ts'

export type LetGo = { ok: true; opSeqs: number[] } | ({ ok: false } & Denied)

export async function planLetGo(host: Host, head: Head, opSeq: number): Promise<Planned<LetGo>> {
  const op = await host.store.get('ops', opSeq)
  if (op === undefined) return { plan: null, result: { ok: false, refused: 'no_such_operation' } }
  if (op.state !== 'attention') return { plan: null, result: { ok: false, refused: 'not_refused' } }
  const stands = op.receipt !== null && tookEffect(op.receipt)
  const before = stands ? [op] : [op, ...dependants(op.op_id, await waiting(host.store))]
  const after = before.map((each) => standing(each, { let_go: true }))
  const scenes = await readScenes(host.store, head, [...new Set(after.map((each) => each.record_id))])
  const writes: Write[] = [
    ...after.map((each): Write => ({ table: 'ops', key: each.op_seq, value: each })),
    ...localRows(
      scenes.map((scene) => withOps(scene, after)),
      host.kind,
    ),
  ]
  const moves = after.map((each, index) => [before[index]!.state, each.state] as const)
  const plan = { reason: 'let go', head: { counts: recounted(head.counts, moves) }, writes }
  return { plan, result: { ok: true, opSeqs: after.map((each) => each.op_seq) } }
}

/** What builds on the operation, directly or by way of others. Every operation comes after what it builds on. */
export function dependants(opId: string, ops: readonly OpRow[]): OpRow[] {
  const named = new Set([opId])
  return ops.filter((op) => {
    const { base, deps } = JSON.parse(op.text) as Operation
    const builds = [...deps, ...(base !== null && 'after' in base ? [base.after] : [])].some((each) => named.has(each))
    if (builds) named.add(op.op_id)
    return builds
  })
}

const PAGE = 500

export async function waiting(store: Store): Promise<OpRow[]> {
  const found: OpRow[] = []
  for (;;) {
    const page = await store.opsIn('waiting', found.at(-1)?.op_seq ?? 0, PAGE)
    found.push(...page)
    if (page.length < PAGE) return found
  }
}
