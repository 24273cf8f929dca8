// Records in words: every value of every type as a person reads it, derived from the contract and the reference sets.
import type { ReferenceIndex } from '@/reference'
import { fieldOf, kindNamed, type DeskField, type DeskKind } from './contract'
import { told, type Language } from './messages'
import { fullMoment } from './moments'
import type { RecordItem } from './shapes'

export interface Reader {
  language: Language
  reference: ReferenceIndex
}

export interface ReadField {
  field: DeskField
  label: string
  text: string
}

/** Reference targets that are no reference sets: records and people, whose codes say nothing to a reader. */
const NOT_SETS = ['record', 'user']

export function readValue(field: DeskField, value: unknown, { language, reference }: Reader): string {
  if (value === null || value === undefined || value === '') return ''
  switch (field.type) {
    case 'bool':
      return told(language, value === true ? 'yes' : 'no')
    case 'datetime':
      return fullMoment(String(value))
    case 'money':
      return yuan(Number(value))
    case 'enum':
      return field.options.find((option) => option.code === value)?.[language] ?? String(value)
    case 'ref':
    case 'refs':
      return codes(value)
        .map((code) => reference.label(field.reference ?? '', code, language))
        .join(language === 'zh' ? '、' : ', ')
    default:
      return String(value)
  }
}

function codes(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).map(String)
}

/** 分 as yuan: exact, with thousands separated. */
function yuan(cents: number): string {
  return `¥${(cents / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })}`
}

/** Every field that holds something, in the order of the definition; links to records are shown elsewhere. */
export function readFields(kind: DeskKind, record: RecordItem, reader: Reader): ReadField[] {
  return kind.fields
    .filter((field) => !NOT_SETS.includes(field.reference ?? ''))
    .map((field) => ({
      field,
      label: field[reader.language],
      text: readValue(field, record.values[field.code], reader),
    }))
    .filter((read) => read.text !== '')
}

/** The title of a record's row: the title field in words, or the name of its kind. */
export function titleOf(record: RecordItem, reader: Reader): string {
  const kind = kindNamed(record.kind)
  if (kind === null) return record.kind
  return textOf(kind, kind.list.title, record, reader) || kind[reader.language]
}

/** What stands under the title; `without` drops what the page says already, such as one's own department. */
export function subtitleOf(record: RecordItem, reader: Reader, without: string | null = null): string {
  const kind = kindNamed(record.kind)
  if (kind === null) return ''
  const shown = kind.list.subtitle.filter((code) => code !== without)
  return shown
    .map((code) => textOf(kind, code, record, reader))
    .filter((text) => text !== '')
    .join(' · ')
}

function textOf(kind: DeskKind, code: string, record: RecordItem, reader: Reader): string {
  const field = fieldOf(kind, code)
  return field === null ? '' : readValue(field, record.values[code], reader)
}

/** The records this one names, as ids. */
export function linksOf(record: RecordItem): string[] {
  const links = kindNamed(record.kind)?.links
  const value = links ? record.values[links] : null
  return value === null || value === undefined ? [] : codes(value)
}
