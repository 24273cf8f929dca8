// A refused operation as a form: what it tried to write, and which fields can be put right.
import type { OpRow } from '@sync/client/ports.ts'
import type { Operation } from '@sync/operation.ts'
import { fieldOf, type Field, type Kind, type Values } from '@/contract'

export interface Refused {
  /** What the operation wanted to write. */
  wanted: Record<string, unknown>
  reason: string | null
  fields: Field[]
}

export function refusedOf(kind: Kind, op: OpRow): Refused {
  const { patch, command } = JSON.parse(op.text) as Operation
  const wanted = { ...valuesOf(patch), ...(op.verb === 'create' ? {} : command?.args) }
  return { wanted, reason: command?.reason ?? null, fields: fieldsOf(kind, op, wanted) }
}

function valuesOf(patch: Operation['patch']): Record<string, unknown> {
  return Object.fromEntries(Object.entries(patch ?? {}).map(([code, change]) => [code, change.to]))
}

/** What it may write at all, when that is known; else what it wrote, and the field the bank names. */
function fieldsOf(kind: Kind, op: OpRow, wanted: Values): Field[] {
  const command = kind.life_cycle.commands.find((each) => each.code === op.verb)
  const codes = command
    ? command.args
    : op.verb === 'create'
      ? kind.fields.map((field) => field.code)
      : Object.keys(wanted)
  const named = !command && op.receipt?.field ? [op.receipt.field] : []
  return [...new Set([...named, ...codes])]
    .map((code) => fieldOf(kind, code))
    .filter((field): field is Field => field !== null && !field.derived)
}
