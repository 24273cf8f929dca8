// A row with what follows from the records it names, worked out from what this tablet holds of them now. Where it holds nothing
// of one, what the server said stands.
import { LINKED_RULES, type Named, type Occasion } from '../linked.ts'
import type { Values } from '../fields.ts'
import type { Head, Host, RecordRow } from './ports.ts'
import { shownRecord } from './view.ts'

const CONSTANT = '='
type Declared = NonNullable<NonNullable<ReturnType<Host['kind']>>['derived']>[number]

/** `args`: what is about to be written, and already counts. */
export async function withLinked(host: Host, head: Head, row: RecordRow, args: Values = {}): Promise<RecordRow> {
  const declared = host.kind(row.kind)?.derived ?? []
  const occasion = declared.length > 0 ? host.occasion?.(row.at) : undefined
  if (occasion === undefined) return row
  const read = (id: string) => shownRecord(host.store, head, id)
  const found = await linkedValues(declared, { ...row.values, ...args }, read, occasion)
  return { ...row, values: { ...row.values, ...found } }
}

/** The worked out values alone; `read` finds the record that is named. */
export async function linkedValues(
  declared: readonly Declared[],
  values: Values,
  read: (id: string) => Promise<Named | undefined>,
  occasion: Occasion,
): Promise<Record<string, unknown>> {
  const found = await Promise.all(declared.map((each) => workedOut(each, values, read, occasion)))
  return Object.fromEntries(found.flat())
}

async function workedOut(
  declared: Declared,
  values: Values,
  read: (id: string) => Promise<Named | undefined>,
  occasion: Occasion,
) {
  const rule = LINKED_RULES[declared.rule]
  const id = values[declared.arguments.of ?? '']
  if (rule === undefined || typeof id !== 'string') return []
  const named = await read(id)
  return named === undefined ? [] : [[declared.field, rule(named, constants(declared), occasion)] as const]
}

function constants(declared: Declared): Record<string, string> {
  const said = Object.entries(declared.arguments).filter(([, source]) => source.startsWith(CONSTANT))
  return Object.fromEntries(said.map(([name, source]) => [name, source.slice(1)]))
}
