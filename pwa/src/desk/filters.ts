// The filters of a list live in the address, so that a list can be linked, reloaded and gone back to.
import type { Query } from '@/api/client'

export type Filters<Name extends string> = Record<Name, string>

type Address = Readonly<Record<string, unknown>>

/** Every filter of `names` as text; what the address does not say is empty, and what is said twice counts once. */
export function readFilters<Name extends string>(names: readonly Name[], address: Address): Filters<Name> {
  const said = (name: Name) => (Array.isArray(address[name]) ? address[name][0] : address[name])
  return Object.fromEntries(names.map((name) => [name, text(said(name))])) as Filters<Name>
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** The filters as an address says them: empty ones are not named. */
export function writeFilters(filters: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== ''))
}

/** The question to the server: the filters with the cursor of the page wanted. */
export function question(filters: Readonly<Record<string, string>>, cursor: string | null, limit: number): Query {
  return { ...writeFilters(filters), cursor: cursor ?? undefined, limit }
}
