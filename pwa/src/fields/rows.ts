// The lines of a field of rows: its entries as they were added, or one line for each entry of the set its key chooses from.
import { equal } from '@sync/merge.ts'
import type { Field } from '@/contract'
import { said } from '@/i18n'
import type { ReferenceIndex, ReferenceItem } from '@/reference'
import { hasValue, picksRecords } from './picks'

export type Entry = Readonly<Record<string, unknown>>

export interface Line {
  key: string
  /** The set's own words for a fixed line; null for one that was added. */
  title: string | null
  /** Heading of the lines from here on, where it differs from the one above. */
  heading: string | null
  /** Where its entry stands among the field's; null while nothing is filled in. */
  at: number | null
}

export function entriesOf(value: unknown): Entry[] {
  return Array.isArray(value) ? value.filter((each): each is Entry => typeof each === 'object' && each !== null) : []
}

/** The set whose entries are the lines; null where lines are added one by one. */
export function fixedBy(field: Field, index: ReferenceIndex): readonly ReferenceItem[] | null {
  const key = field.columns.find((column) => column.code === field.row_key)
  if (key?.type !== 'ref' || key.reference === null || key.reference === 'user' || picksRecords(key)) return null
  const items = index.set(key.reference)
  return items.length > 0 && items.length <= (field.max ?? items.length) ? items : null
}

export function linesOf(field: Field, entries: readonly Entry[], index: ReferenceIndex): Line[] {
  const items = fixedBy(field, index)
  if (items === null) return entries.map((_entry, at) => ({ key: `row-${at}`, title: null, heading: null, at }))
  const places = new Map(entries.map((entry, at) => [entry[field.row_key!], at]))
  const known = new Set(items.map((item) => item.code))
  const strays = entries.flatMap((entry, at) => (known.has(entry[field.row_key!] as string) ? [] : [at]))
  return [
    ...items.map((item, place) => ({
      key: item.code,
      title: said(item),
      heading: groupOf(item) === groupOf(items[place - 1]) ? null : groupOf(item),
      at: places.get(item.code) ?? null,
    })),
    ...strays.map((at) => ({ key: `row-${at}`, title: null, heading: null, at })),
  ]
}

function groupOf(item: ReferenceItem | undefined): string | null {
  return item?.group_zh === undefined ? null : said({ zh: item.group_zh, en: item.group_en ?? '' })
}

/** The columns a person fills in on a line. */
export function columnsOf(field: Field, fixed: boolean): Field[] {
  return field.columns.filter((column) => !column.derived && !(fixed && column.code === field.row_key))
}

/** The entries after one column of a line took a value. A fixed line that says nothing any more has no entry. */
export function withColumn(
  field: Field,
  entries: readonly Entry[],
  line: Line,
  code: string,
  value: unknown,
): readonly Entry[] {
  const before = line.at === null ? { [field.row_key!]: line.key } : entries[line.at]!
  const after = Object.fromEntries(Object.entries({ ...before, [code]: value }).filter(([, held]) => hasValue(held)))
  const saysNothing = line.title !== null && Object.keys(after).every((each) => each === field.row_key)
  if (line.at === null) return saysNothing ? entries : [...entries, after]
  if (saysNothing) return entries.filter((_entry, at) => at !== line.at)
  return entries.map((entry, at) => (at === line.at && !equal(entry, after) ? after : entry))
}
