// The library that knows the telephone numbers of every country. A form that asks for one fetches it when it opens; the
// engine then judges a foreign number as the server will (sync/identifiers.ts).
import { knowTelephonesBy } from '@sync/identifiers.ts'
import type { Field, Kind } from '@/contract'

let loading: Promise<void> | null = null

export function prepareTelephones(kind: Kind): void {
  if (kind.fields.some(asksForTelephone)) loading ??= load()
}

function asksForTelephone(field: Field): boolean {
  return field.format === 'telephone' || field.columns.some(asksForTelephone)
}

/** Without it a number's shape is judged here, the rest by the server; the next form tries again. */
async function load(): Promise<void> {
  try {
    const { isPossiblePhoneNumber } = await import('libphonenumber-js/min')
    knowTelephonesBy((text) => isPossiblePhoneNumber(text))
  } catch {
    loading = null
  }
}
