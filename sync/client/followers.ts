// Records that open by themselves with a capture (`Start.auto` of a kind): creations in the same commit, behind what started them.
import type { Values } from '../fields.ts'
import { isDenied, toCreate, type Author, type Intent } from './intents.ts'
import { overlay } from './overlay.ts'
import type { Host, OpRow, RecordRow } from './ports.ts'
import { withOps, type Scene } from './scene.ts'

/** A record that is to be opened. */
export interface Started {
  kind: string
  values: Values
}

/** The creations that follow from these operations. What this person may not capture, or what lacks a value, holds nobody up. */
export function followersOf(
  host: Pick<Host, 'kind' | 'started' | 'uuid7' | 'now'>,
  author: Author,
  scenes: readonly Scene[],
  ops: readonly OpRow[],
): Intent[] {
  return scenes.flatMap((scene) => {
    const after = rowOf(host, withOps(scene, ops))
    const last = ops.filter((op) => op.record_id === scene.id).at(-1)
    if (!host.started || !after || !last) return []
    return host.started(rowOf(host, scene), after).flatMap((opened) => {
      const kind = host.kind(opened.kind)
      const made = kind && toCreate(kind, host.uuid7(host.now()), opened.values, author)
      return made && !isDenied(made) ? [{ ...made, deps: [last.op_id] }] : []
    })
  })
}

function rowOf(host: Pick<Host, 'kind'>, scene: Scene): RecordRow | null {
  const code = scene.base?.kind ?? scene.ops[0]?.kind
  if (code === undefined) return null
  return overlay(scene, host.kind(code)).row ?? scene.base ?? null
}
