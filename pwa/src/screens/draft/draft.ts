// What a document would say of a record, in the order in which it will be issued (server/documents/outline.py).
import { shownValue } from '@sync/masking.ts'
import { fieldOf, kindOf, type Field, type Kind } from '@/contract'
import type { Shown } from '@/device/tablet'
import { entryText, hasValue, picksRecords, valueText } from '@/fields'
import { clock, longDay } from '@/i18n'
import type { ReferenceIndex } from '@/reference'
import { statusWords } from '../words'
import { t } from './texts'

interface Line {
  label: string
  field: string
  long: boolean
  always: boolean
}

interface Section {
  title: string
  lines: readonly Line[]
  rows: string
  always: boolean
}

export interface Outline {
  code: string
  title: string
  numbered: boolean
  sections: readonly Section[]
  signers: readonly string[]
}

export interface DraftLine {
  label: string
  value: string
  long: boolean
}

export interface DraftPart {
  title: string
  lines: readonly DraftLine[]
  /** The entries of its table, each in one line; null where it has no table. */
  rows: readonly string[] | null
}

/** The record, and those it names by a field; a name of any other record by its id. */
export interface Source {
  shown: Shown
  named: ReadonlyMap<string, Shown>
  index: ReferenceIndex
}

const NUMERALS = '一二三四五六七八九十'
export const ABSENT = '—'

export async function outlinesOf(kind: string): Promise<readonly Outline[]> {
  const all = (await import('@/generated/drafts.json')).default as Readonly<Record<string, readonly Outline[]>>
  return all[kind] ?? []
}

/** Which records a draft reads beside its own, by the field that names each. */
export function namedBy(outline: Outline, shown: Shown): ReadonlyMap<string, string> {
  const kind = kindOf(shown.row.kind)
  const asked = outline.sections.flatMap((section) => section.lines.map((line) => line.field.split('.')[0] ?? ''))
  const found = asked.filter((code) => {
    const field = kind && fieldOf(kind, code)
    return field && picksRecords(field) && typeof shown.row.values[code] === 'string'
  })
  return new Map(found.map((code) => [code, String(shown.row.values[code])]))
}

export function draftOf(outline: Outline, source: Source): DraftPart[] {
  const kind = kindOf(source.shown.row.kind)
  if (!kind) return []
  const parts = outline.sections.map((section) => ({ section, part: partOf(section, kind, source) }))
  const there = parts.filter(({ section, part }) => section.always || isSaid(part)).map(({ part }) => part)
  return outline.numbered ? there.map((part, at) => ({ ...part, title: `${NUMERALS[at]}、${part.title}` })) : there
}

function isSaid(part: DraftPart): boolean {
  return part.lines.some((line) => line.value !== ABSENT && line.value !== t('at_issue')) || !!part.rows?.length
}

function partOf(section: Section, kind: Kind, source: Source): DraftPart {
  const lines = section.lines
    .map((line) => ({ line, value: valueOf(line.field, kind, source) }))
    .filter(({ line, value }) => line.always || (value !== ABSENT && line.field !== ''))
    .map(({ line, value }) => ({ label: line.label, value, long: line.long }))
  return { title: section.title, lines, rows: section.rows ? rowsOf(section.rows, kind, source) : null }
}

const OF_EVERY_RECORD: Readonly<Record<string, (source: Source, kind: Kind) => string>> = {
  '@no': ({ shown }) => shown.no,
  '@occurred_at': ({ shown }) => `${longDay(shown.row.at)} ${clock(shown.row.at)}`,
  '@status': ({ shown }, kind) => statusWords(kind, shown.row.status),
  '@author': ({ shown }) => shown.row.created_by_name,
}

/** What is worked out only when the document is issued has no field. */
function valueOf(path: string, kind: Kind, source: Source): string {
  if (path === '') return t('at_issue')
  const own = OF_EVERY_RECORD[path]
  if (own) return own(source, kind)
  const [code = '', inner] = path.split('.')
  if (inner === undefined) return fieldText(code, kind, source.shown, source)
  const through = source.named.get(code)
  const other = through && kindOf(through.row.kind)
  return through && other ? fieldText(inner, other, through, source) : ABSENT
}

function fieldText(code: string, kind: Kind, shown: Shown, source: Source): string {
  const field = fieldOf(kind, code)
  const value = shown.row.values[code]
  if (!field || !hasValue(value)) return ABSENT
  if (picksRecords(field)) return recordText(field, source)
  return valueText(field, shownValue(field, value, shown.row.values), source.index) || ABSENT
}

function recordText(field: Field, source: Source): string {
  const found = source.named.get(field.code)
  if (!found) return t('at_issue')
  const kind = kindOf(found.row.kind)
  const title = kind && fieldOf(kind, kind.list.title)
  const words = title
    ? valueText(title, shownValue(title, found.row.values[title.code], found.row.values), source.index)
    : ''
  return words ? `${words}（${found.no}）` : found.no
}

function rowsOf(code: string, kind: Kind, source: Source): string[] {
  const field = fieldOf(kind, code)
  const { values } = source.shown.row
  const entries = field ? shownValue(field, values[code], values) : null
  if (!field || !Array.isArray(entries)) return []
  return entries.map((entry) => entryText(field.columns, entry as Readonly<Record<string, unknown>>, source.index))
}
