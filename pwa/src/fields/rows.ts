// The lines of a field of rows: its entries as they were added, or one line for each entry of the set its key chooses from.
import { equal } from '@sync/merge.ts'
import type { Field, Named } from '@/contract'
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

interface Given {
  code: string
  title: string
  group: string | null
}

/** What the lines are, where the key chooses from a set or from options of its own; null where lines are added one by one. */
function givenLines(field: Field, index: ReferenceIndex): readonly Given[] | null {
  const key = field.columns.find((column) => column.code === field.row_key)
  if (!key) return null
  const given = key.type === 'enum' ? key.options : itemsFor(key, index)
  if (given.length === 0 || given.length > (field.max ?? given.length)) return null
  return given.map((item) => ({ code: item.code, title: said(item), group: groupOf(item) }))
}

function itemsFor(key: Field, index: ReferenceIndex): readonly ReferenceItem[] {
  const chooses = key.type === 'ref' && key.reference !== null && key.reference !== 'user' && !picksRecords(key)
  return chooses ? index.set(key.reference!) : []
}

export function linesOf(field: Field, entries: readonly Entry[], index: ReferenceIndex): Line[] {
  const given = givenLines(field, index)
  if (given === null) return entries.map((_entry, at) => added(at))
  const places = new Map(entries.map((entry, at) => [entry[field.row_key!], at]))
  const known = new Set<unknown>(given.map((item) => item.code))
  const strays = entries.flatMap((entry, at) => (known.has(entry[field.row_key!]) ? [] : [added(at)]))
  return [
    ...given.map(({ code, title, group }, place) => ({
      key: code,
      title,
      heading: group === (given[place - 1]?.group ?? null) ? null : group,
      at: places.get(code) ?? null,
    })),
    ...strays,
  ]
}

function added(at: number): Line {
  return { key: `row-${at}`, title: null, heading: null, at }
}

function groupOf(item: Named | ReferenceItem): string | null {
  const { group_zh: zh, group_en: en = '' } = item as Partial<ReferenceItem>
  return zh === undefined ? null : said({ zh, en })
}

/** The columns a person fills in on a line. */
export function columnsOf(field: Field, fixed: boolean): Field[] {
  return field.columns.filter((column) => !column.derived && !(fixed && column.code === field.row_key))
}

/** A line as it is added: what its columns begin with. */
export function freshEntry(field: Field): Entry {
  const begun = field.columns.filter((column) => hasValue(column.default) && !column.derived)
  return Object.fromEntries(begun.map((column) => [column.code, column.default]))
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
