// A row with what follows from the records it names, worked out from what this tablet holds of them now. Where it holds nothing
// of one, what the server said stands.
import { LINKED_RULES, type Occasion } from '../linked.ts'
import type { Values } from '../fields.ts'
import type { Head, Host, RecordRow } from './ports.ts'
import { shownRecord } from './view.ts'

const CONSTANT = '='

/** `args`: what is about to be written, and already counts. */
export async function withLinked(host: Host, head: Head, row: RecordRow, args: Values = {}): Promise<RecordRow> {
  const declared = host.kind(row.kind)?.derived ?? []
  const occasion = declared.length > 0 ? host.occasion?.(row.at) : undefined
  if (occasion === undefined) return row
  const values = { ...row.values, ...args }
  const found = await Promise.all(declared.map((each) => workedOut(host, head, each, values, occasion)))
  return { ...row, values: { ...row.values, ...Object.fromEntries(found.flat()) } }
}

type Declared = NonNullable<NonNullable<ReturnType<Host['kind']>>['derived']>[number]

async function workedOut(host: Host, head: Head, declared: Declared, values: Values, occasion: Occasion) {
  const rule = LINKED_RULES[declared.rule]
  const id = values[declared.arguments.of ?? '']
  if (rule === undefined || typeof id !== 'string') return []
  const named = await shownRecord(host.store, head, id)
  return named === undefined ? [] : [[declared.field, rule(named, constants(declared), occasion)] as const]
}

function constants(declared: Declared): Record<string, string> {
  const said = Object.entries(declared.arguments).filter(([, source]) => source.startsWith(CONSTANT))
  return Object.fromEntries(said.map(([name, source]) => [name, source.slice(1)]))
}
