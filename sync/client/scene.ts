// Everything the tablet knows of one record, read at once: what overlays are derived from and captures refer to.
import { shownTable } from './head.ts'
import type { ConflictRow, Generation, Head, OpRow, RecordRow, Store } from './ports.ts'

export interface Scene {
  id: string
  /** The server's row. */
  base: RecordRow | undefined
  /** The optimistic row shown until now. */
  local: RecordRow | undefined
  /** Its operations of this tablet, by op_seq. */
  ops: readonly OpRow[]
  conflicts: readonly ConflictRow[]
}

/** The scenes of these records, in their order, on the generation that is shown (or on `table`). */
export async function readScenes(
  store: Store,
  head: Head,
  recordIds: readonly string[],
  table: Generation = shownTable(head),
): Promise<Scene[]> {
  if (recordIds.length === 0) return []
  const [bases, locals, ops, conflicts] = await Promise.all([
    store.getMany(table, recordIds),
    store.getMany('local', recordIds),
    store.opsOf(recordIds),
    store.all('conflicts'),
  ])
  const opsByRecord = grouped(ops)
  const conflictsByRecord = grouped(conflicts)
  return recordIds.map((id, index) => ({
    id,
    base: bases[index],
    local: locals[index],
    ops: opsByRecord.get(id) ?? [],
    conflicts: conflictsByRecord.get(id) ?? [],
  }))
}

function grouped<T extends { record_id: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(row.record_id)
    if (group) group.push(row)
    else groups.set(row.record_id, [row])
  }
  return groups
}

/** The scene with some of its operations in a newer form, and with new ones at the end. */
export function withOps(scene: Scene, changed: readonly OpRow[]): Scene {
  const newer = new Map(changed.filter((op) => op.record_id === scene.id).map((op) => [op.op_seq, op]))
  const kept = scene.ops.map((op) => newer.get(op.op_seq) ?? op)
  const known = new Set(scene.ops.map((op) => op.op_seq))
  return { ...scene, ops: [...kept, ...[...newer.values()].filter((op) => !known.has(op.op_seq))] }
}
