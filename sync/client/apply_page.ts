// What one answer of a pull writes: rows, conflicts, receipts and the cursor they stand for, in one commit (I6). It never
// touches an operation except by its receipt (I13). Pure.
import { contact } from './answers.ts'
import { recounted, shadowTable, shownTable, type Plan } from './head.ts'
import { isNews, leaves, type Held } from './ledger.ts'
import { localRows, type KindOf } from './local_rows.ts'
import { chose } from './capture.ts'
import { standing } from './op_state.ts'
import { conflictOf, cursorsOf, livePages, receiptsOf, rowOf, type ConflictItem, type PullAnswer } from './page.ts'
import type { Answer, ConflictRow, Head, OpRow, RecordRow, Write } from './ports.ts'
import { opWrites, told } from './receipts.ts'
import { withOps, type Scene } from './scene.ts'

export interface Known {
  /** What the generation being filled holds of a record. */
  held(id: string): Held | undefined
  /** Scenes on the shown generation: records with a local row, and those of operations the answer tells something of. */
  scenes: readonly Scene[]
  conflicts: readonly ConflictRow[]
  kindOf: KindOf
}

export function applyPage(head: Head, body: PullAnswer, answer: Answer, known: Known): Plan {
  const rows = rowWrites(head, body, known)
  const ops = known.scenes.flatMap((scene) => scene.ops)
  const receipts = told(ops, receiptsOf(body), known.conflicts)
  const resolved = resolvedElsewhere(withChanges(ops, receipts.changed), body)
  const changed = [...withoutOlder(receipts.changed, resolved.changed), ...resolved.changed]
  const scenes = known.scenes.map((scene) => withOps(withBase(scene, rows.shown), changed))
  const counts = recounted(head.counts, [...receipts.moves, ...resolved.moves])
  return {
    reason: head.bootstrap === null ? 'a page of changes' : 'a page of the download',
    head: { ...contact(head, body, answer), ...advanced(head, body, rows), counts },
    writes: [
      ...rows.writes,
      ...opWrites(changed),
      ...receipts.reopened,
      ...conflictWrites(body, withChanges(ops, changed)),
      ...localRows(scenes, known.kindOf),
    ],
  }
}

interface Rows {
  writes: Write[]
  /** New rows of the shown generation; null: gone. Empty while another one is filled. */
  shown: ReadonlyMap<string, RecordRow | null>
  grown: number
  items: number
}

function rowWrites(head: Head, body: PullAnswer, known: Known): Rows {
  const table = head.bootstrap === null ? shownTable(head) : shadowTable(head)
  const latest = new Map<string, RecordRow | null>()
  const held = (id: string): Held | undefined => (latest.has(id) ? (latest.get(id) ?? undefined) : known.held(id))
  let items = 0
  for (const { scope, items: all } of livePages(body)) {
    items += all.length
    for (const item of all) {
      if (item.t === 'record' && isNews(held(item.id), item.rev)) latest.set(item.id, rowOf(item, scope))
      if (item.t === 'gone' && leaves(held(item.id), scope)) latest.set(item.id, null)
    }
  }
  const grown = [...latest].map(([id, row]) => Number(row !== null) - Number(known.held(id) !== undefined))
  const writes = [...latest].map(([id, row]): Write => ({ table, key: id, value: row }))
  const shown = head.bootstrap === null ? latest : new Map<string, RecordRow | null>()
  return { writes, shown, grown: grown.reduce((sum, each) => sum + each, 0), items }
}

function advanced(head: Head, body: PullAnswer, rows: Rows): Partial<Head> {
  const cursors = { ...cursorsOf(head), ...Object.fromEntries(livePages(body).map(({ scope, to }) => [scope, to])) }
  const { reference, contract } = body
  if (head.bootstrap !== null)
    return { reference, contract, bootstrap: { cursors, rows: head.bootstrap.rows + rows.items } }
  return { reference, contract, cursors, records: head.records + rows.grown }
}

function withBase(scene: Scene, shown: ReadonlyMap<string, RecordRow | null>): Scene {
  return shown.has(scene.id) ? { ...scene, base: shown.get(scene.id) ?? undefined } : scene
}

function withChanges(ops: readonly OpRow[], changed: readonly OpRow[]): OpRow[] {
  const newer = new Map(changed.map((op) => [op.op_seq, op]))
  return ops.map((op) => newer.get(op.op_seq) ?? op)
}

function withoutOlder(ops: readonly OpRow[], newer: readonly OpRow[]): OpRow[] {
  const places = new Set(newer.map((op) => op.op_seq))
  return ops.filter((op) => !places.has(op.op_seq))
}

const conflictItems = (body: PullAnswer): ConflictItem[] =>
  livePages(body).flatMap((page) => page.items.filter((item) => item.t === 'conflict'))

/** Somebody resolved the conflict of one of our operations: it needs nobody here any more. */
function resolvedElsewhere(ops: readonly OpRow[], body: PullAnswer) {
  const by = new Map(conflictItems(body).map((item) => [item.id, item.resolved_by]))
  const open = ops.filter((op) => op.state === 'attention' && (by.get(op.op_id) ?? null) !== null)
  const changed = open.map((op) => standing(op, { replaced_by: by.get(op.op_id) ?? null }))
  return { changed, moves: changed.map((op, index) => [open[index]!.state, op.state] as const) }
}

/** Open conflicts are kept, one that an operation of this tablet resolves as such. Closed ones are history, but for one that
 * was closed here: the row shows what it chose until the server's row tells of it, so it is kept till then (settle.ts). */
function conflictWrites(body: PullAnswer, ops: readonly OpRow[]): Write[] {
  return conflictItems(body).map((item): Write => {
    const chosen = ops.find((op) => chose(op, item.id) && (op.state === 'waiting' || op.op_id === item.resolved_by))
    const row = { ...conflictOf(item), resolved_by: chosen?.op_id ?? null }
    return {
      table: 'conflicts',
      key: item.id,
      value: item.resolved_by === null || closesHere(chosen, item) ? row : null,
    }
  })
}

const closesHere = (op: OpRow | undefined, item: ConflictItem): boolean =>
  op !== undefined && op.op_id === item.resolved_by
