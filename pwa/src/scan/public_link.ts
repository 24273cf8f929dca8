// The code that a record shows to many (server/records/public_link.py): whether to show it, and the address behind it.
import { holds } from '@sync/rules.ts'
import type { Kind, PublicLink, Values } from '@/contract'

export interface Offer {
  link: PublicLink
  /** Null until the server has given one. */
  code: string | null
  /** `prepared`: posters may be printed, though nobody can answer yet. */
  standing: 'prepared' | 'open'
  /** What it is about, in the words of the record. */
  about: string
  /** The last day, or the moment within it, as the record says. */
  until: string | null
}

export function offerOf(kind: Kind, status: string, values: Values): Offer | null {
  const asked = { ...values, status }
  const link = kind.public_links.find(({ when }) => when === null || holds(when, asked))
  if (!link || ![...link.prepared, ...link.states].includes(status)) return null
  return {
    link,
    code: text(values[link.field]),
    standing: link.states.includes(status) ? 'open' : 'prepared',
    about: text(values[link.about]) ?? '',
    until: text(values[link.until]),
  }
}

/** The fields that hold nothing but the code of an address: people see the picture of it instead. */
export function codeFields(kind: Kind): ReadonlySet<string> {
  const invitations = kind.customer_forms.map(({ by_link }) => by_link)
  return new Set([...kind.public_links.map(({ field }) => field), ...invitations.filter((field) => field !== null)])
}

export function pageAddress(origin: string, branchNo: string, code: string): string {
  return `${origin}/survey/${branchNo}/${code}`
}

/** How many of these records were made by scanning the code of the record `id`. */
export function madeBy(link: PublicLink, id: string, records: readonly { values: Values }[]): number {
  const said = Object.entries(link.values)
    .filter(([, source]) => source === '@record' || source.startsWith('='))
    .map(([code, source]): [string, string] => [code, source === '@record' ? id : source.slice(1)])
  return records.filter(({ values }) => said.every(([code, value]) => values[code] === value)).length
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
