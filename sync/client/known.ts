// What has to be read before a page can be applied.
import type { Known } from './apply_page.ts'
import { shownTable } from './head.ts'
import type { Held, Ledger } from './ledger.ts'
import { livePages, receiptsOf, type PullAnswer } from './page.ts'
import type { Head, Host } from './ports.ts'
import { readScenes } from './scene.ts'

/** `ledger`: what the running bootstrap holds; null when the shown generation itself is filled. */
export async function readKnown(host: Host, head: Head, body: PullAnswer, ledger: Ledger | null): Promise<Known> {
  const { store, kind } = host
  const [locals, conflicts] = await Promise.all([store.all('local'), store.all('conflicts')])
  const local = ledger === null ? new Set(locals.map((row) => row.id)) : new Set<string>()
  const [held, ids] = await Promise.all([
    ledger === null ? heldRows(host, head, body) : (id: string) => ledger.get(id),
    concernedRecords(host, body, local),
  ])
  return { held, scenes: await readScenes(store, head, ids), conflicts, kindOf: kind }
}

async function heldRows({ store }: Host, head: Head, body: PullAnswer): Promise<(id: string) => Held | undefined> {
  const rows = await store.getMany(shownTable(head), [...new Set(recordIds(body))])
  const byId = new Map(rows.flatMap((row) => (row ? [[row.id, row] as const] : [])))
  return (id) => byId.get(id)
}

/** Records whose shown row, or whose operations, this answer can change. */
async function concernedRecords({ store }: Host, body: PullAnswer, local: ReadonlySet<string>): Promise<string[]> {
  const items = livePages(body).flatMap((page) => page.items)
  const disputed = items.flatMap((item) => (item.t === 'conflict' ? [item.record_id] : []))
  const places = receiptsOf(body).flatMap((receipt) => (receipt.op_seq === null ? [] : [receipt.op_seq]))
  const ops = await store.getMany('ops', places)
  const told = ops.flatMap((op) => (op ? [op.record_id] : []))
  return [...new Set([...recordIds(body).filter((id) => local.has(id)), ...disputed, ...told])]
}

function recordIds(body: PullAnswer): string[] {
  const items = livePages(body).flatMap((page) => page.items)
  return items.flatMap((item) => (item.t === 'record' || item.t === 'gone' ? [item.id] : []))
}
