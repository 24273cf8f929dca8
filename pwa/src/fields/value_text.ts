// A stored value as people read it: the option's name, the reference entry's name, the bank's clock, yuan and fen.
import { fieldOf, type Field, type Kind, type Values } from '@/contract'
import { clock, language, longDay, said, t } from '@/i18n'
import type { ReferenceIndex } from '@/reference'
import { t as own } from './messages'
import { hasValue, picksRecords } from './picks'

type Show = (field: Field, value: unknown, index: ReferenceIndex) => string

const plain: Show = (_field, value) => String(value)

const option: Show = (field, value) => {
  const found = field.options.find((each) => each.code === value)
  return found ? said(found) : String(value)
}

const reference: Show = (field, value, index) =>
  field.reference === null || picksRecords(field)
    ? String(value)
    : index.label(field.reference, String(value), language.value)

const references: Show = (field, value, index) => {
  const codes = Array.isArray(value) ? value : []
  if (picksRecords(field)) return t('ledger_count', { n: codes.length })
  return codes.map((code) => reference(field, code, index)).join(t('list_separator'))
}

const options: Show = (field, value, index) =>
  (Array.isArray(value) ? value : []).map((code) => option(field, code, index)).join(t('list_separator'))

const count = (key: 'rows_count' | 'photo_count'): Show => {
  return (_field, value) => own(key, { n: Array.isArray(value) ? value.length : 0 })
}

// A day that is hidden from whoever reads it is no day.
const DAY = /^\d{4}-\d{2}-\d{2}$/

const SHOWS: Record<Field['type'], Show> = {
  text: plain,
  int: plain,
  money: (_field, value) => yuan(Number(value)),
  bool: (_field, value) => t(value === true ? 'yes' : 'no'),
  date: (_field, value) => (DAY.test(String(value)) ? longDay(`${String(value)}T00:00:00.000+08:00`) : String(value)),
  datetime: (_field, value) => `${longDay(String(value))} ${clock(String(value))}`,
  enum: option,
  ref: reference,
  refs: references,
  enums: options,
  rows: count('rows_count'),
  photos: count('photo_count'),
  signature: () => own('signed'),
}

/** `value` in fen. */
export function yuan(value: number): string {
  return `¥${(value / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })}`
}

/** Empty for a value that is not there. */
export function valueText(field: Field, value: unknown, index: ReferenceIndex): string {
  return hasValue(value) ? SHOWS[field.type](field, value, index) : ''
}

/** What an entry of rows holds, in one line. */
export function entryText(columns: readonly Field[], entry: Values, index: ReferenceIndex): string {
  const told = columns.filter((column) => !picksRecords(column))
  const texts = told.map((column) => cellText(column, entry[column.code], index))
  return texts.filter(Boolean).join(t('separator'))
}

/** A "yes" among other values needs the name of what it answers. */
function cellText(column: Field, value: unknown, index: ReferenceIndex): string {
  const text = valueText(column, value, index)
  return text !== '' && column.type === 'bool' ? `${said(column)} ${text}` : text
}

function textOf(kind: Kind, code: string, values: Values, index: ReferenceIndex): string {
  const field = fieldOf(kind, code)
  return field ? valueText(field, values[code], index) : ''
}

/** A bare number in a line says nothing, so it comes with its name. */
function named(kind: Kind, code: string, text: string): string {
  const field = fieldOf(kind, code)
  return field?.type === 'int' && text !== '' ? `${said(field)} ${text}` : text
}

/** What a record is called in a list; its kind's name while the naming field is empty. */
export function titleOf(kind: Kind, values: Values, index: ReferenceIndex): string {
  return textOf(kind, kind.list.title, values, index) || said(kind)
}

export function subtitleOf(kind: Kind, values: Values, index: ReferenceIndex): string {
  const parts = kind.list.subtitle.map((code) => named(kind, code, textOf(kind, code, values, index)))
  return parts.filter(Boolean).join(t('separator'))
}
