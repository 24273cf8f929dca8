// What still keeps a piece of business from being cleared, by the rules of its own kind. Pure.
import { commandNamed } from '@sync/lifecycle.ts'
import type { Fault } from '@sync/fields.ts'
import { commandErrors, explain } from '@sync/validation.ts'
import { contract, type Command, type Kind, type Told, type Values } from '@/contract'

const CLEAR = 'clear'

export interface Lack {
  field: string
  told: Told
}

/** `values` with what follows from other records; nothing once the step is no longer there to take. */
export function lacksBefore(kind: Kind, status: string, values: Values): Lack[] {
  const clear = commandNamed(kind.life_cycle, CLEAR) as Command | null
  if (!clear?.from.includes(status)) return []
  const faults = commandErrors(kind, clear, status, values, {})
  return faults.map((fault: Fault) => ({ field: fault.field, told: explain(contract.messages, kind, fault) }))
}
