// What a record says of another one as it was read: filled in from what this tablet holds of the other, never asked for.
import type { Values } from '../fields.ts'
import type { Definition, Head, Host } from './ports.ts'
import { shownRecord } from './view.ts'

/** `values` with what follows from the records they name; what they do not name, or say already, is left alone. */
export async function withQuotes(
  host: Host,
  head: Head,
  kind: Definition | undefined,
  values: Values,
): Promise<Values> {
  const quoting = (kind?.fields ?? []).flatMap(({ code, quotes }) => {
    const [of, key] = quotes?.split('.') ?? []
    return of !== undefined && key !== undefined && of in values && !(code in values) ? [{ code, of, key }] : []
  })
  const found = await Promise.all(
    quoting.map(async ({ code, of, key }) => {
      const id = values[of]
      const named = typeof id === 'string' ? await shownRecord(host.store, head, id) : undefined
      return [code, named?.values[key] ?? null] as const
    }),
  )
  return found.length === 0 ? values : { ...values, ...Object.fromEntries(found) }
}
