// What the tablet shows of a record before the server has said everything: the server's row and, in the order in which they
// were made, the operations that are not in it yet. Pure; derived anew whenever one of its sources changes.
import { isDecided, tookEffect } from '../verdict.ts'
import type { Operation } from '../operation.ts'
import { expected, given } from './effects.ts'
import type { Definition, OpRow, RecordRow } from './ports.ts'
import type { Scene } from './scene.ts'

export interface Overlay {
  /** null: nothing pending, the server's row is what there is. */
  row: RecordRow | null
  /** The last pending operation the row shows: what a new operation was made after. */
  tip: string | null
}

interface Step {
  op: OpRow
  operation: Operation
}

export function overlay(scene: Scene, definition: Definition | undefined): Overlay {
  const held = scene.base?.rev ?? 0
  let row = scene.base
  let tip: string | null = null
  let pending = false
  const without = new Set<string>()
  const steps = inPlace(scene.ops)
  for (const { op, operation } of steps) {
    const standing = standingOf(op, operation, held, row, without)
    if (standing === 'none') without.add(op.op_id)
    else for (const stoodFor of corrections(operation, steps)) without.delete(stoodFor)
    if (standing === 'none' || standing === 'reflected') continue
    pending = true
    const next =
      standing === 'given' ? given(row, op, operation, scene, definition) : expected(row, operation, scene, definition)
    if (standing === 'expected' && next !== null) tip = op.op_id
    row = next ?? row
  }
  return { row: pending ? (row ?? null) : null, tip: pending ? tip : null }
}

/** `given`: decided and not pulled yet · `expected`: undecided · `reflected`: in the server's row · `none`: without effect. */
type Standing = 'given' | 'expected' | 'reflected' | 'none'

function standingOf(
  op: OpRow,
  operation: Operation,
  held: number,
  row: RecordRow | undefined,
  without: ReadonlySet<string>,
): Standing {
  const { receipt } = op
  if (receipt !== null && tookEffect(receipt)) return (receipt.rev ?? 0) > held ? 'given' : 'reflected'
  if (op.replaced_by !== null || op.let_go) return 'none'
  // Nobody else has it: a refused creation stays visible as it was captured until a person decides.
  if (operation.base === null && row === undefined) return 'expected'
  if (receipt !== null && isDecided(receipt.verdict)) return 'none'
  return isHeldUp(op, operation, row, without) ? 'none' : 'expected'
}

/** Whether it builds on something that has no effect. On a record nobody else has, all that was captured is shown. */
function isHeldUp(op: OpRow, operation: Operation, row: RecordRow | undefined, without: ReadonlySet<string>): boolean {
  if (row?.rev === 0) return false
  const after = operation.base !== null && 'after' in operation.base ? [operation.base.after] : []
  return op.receipt?.verdict === 'blocked' || [...after, ...operation.deps].some((named) => without.has(named))
}

/** By op_seq, a correction in the place of what it corrects. */
function inPlace(ops: readonly OpRow[]): Step[] {
  const place = new Map<string, number>()
  const steps = ops.map((op) => {
    const operation = JSON.parse(op.text) as Operation
    place.set(op.op_id, place.get(operation.replaces ?? '') ?? op.op_seq)
    return { op, operation }
  })
  return steps.sort((a, b) => place.get(a.op.op_id)! - place.get(b.op.op_id)! || a.op.op_seq - b.op.op_seq)
}

/** The operations this one stands for: what it corrects, and what that corrected. */
function corrections(operation: Operation, steps: readonly Step[]): string[] {
  if (operation.replaces === undefined) return []
  const earlier = steps.find((step) => step.op.op_id === operation.replaces)
  return [operation.replaces, ...(earlier ? corrections(earlier.operation, steps) : [])]
}
