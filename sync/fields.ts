// Field validation, equal in both languages: what one value of a record may be. The twin of fields.py; see there.
import { BLANK, isIdentifier, normalForm, type Format } from './identifiers.ts'

type Single = 'text' | 'int' | 'money' | 'bool' | 'date' | 'datetime' | 'enum' | 'ref' | 'signature'
export type FieldType = Single | 'refs' | 'enums' | 'photos' | 'rows'

export interface FieldMeta {
  code: string
  type: FieldType
  required?: boolean
  min?: number | null
  max?: number | null
  pattern?: string | null
  multiline?: boolean
  normal?: string | null
  format?: string | null
  options?: readonly { code: string }[]
  /** The fields of each entry of `rows`, and the one no two entries may share. */
  columns?: readonly FieldMeta[]
  row_key?: string | null
  derived?: boolean
}

export type Values = Readonly<Record<string, unknown>>

export interface Fault {
  code: string
  field: string
}

const DATE = /^\d{4}-\d{2}-\d{2}$/
const DATETIME = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/
const REFERENCE = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$/
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/
const LONE_SURROGATE = /\p{Surrogate}/u
// A card, account or identity number written out; free text is no place for it (domain.md §5.10).
const LONG_NUMBER = /[0-9\uff10-\uff19](?:[ -]?[0-9\uff10-\uff19]){15}/
// Six digits told to be a secret: after the word for it, or before "is the password".
const SECRET_WORD = '(?:密码|口令|验证码|(?<![A-Za-z])(?:[Pp][Ii][Nn]|[Pp]assword)(?![A-Za-z]))'
const SIX_DIGITS = '(?<![0-9\\uff10-\\uff19])[0-9\\uff10-\\uff19]{6}(?![0-9\\uff10-\\uff19])'
const SECRET = new RegExp(
  `${SECRET_WORD}[^0-9\\uff10-\\uff19\\n]{0,10}${SIX_DIGITS}|${SIX_DIGITS} ?[是为作][^0-9\\n]{0,4}${SECRET_WORD}`,
  'u',
)
const BLOB = /^sha256:[0-9a-f]{64}$/
const LISTS: readonly FieldType[] = ['refs', 'enums', 'rows', 'photos']

/** The stored form of what was typed: blanks around it gone, an empty text or list is no value at all. */
export function normalise(meta: FieldMeta, value: unknown): unknown {
  if (value === undefined) return null
  if (typeof value === 'string' && meta.type === 'text') {
    const text = stripBlank(value.replaceAll('\r\n', '\n'))
    const normal = (meta.format ?? meta.normal) as Format | 'identifier' | null | undefined
    return (normal ? normalForm(normal, text) : text) || null
  }
  if (LISTS.includes(meta.type) && Array.isArray(value) && value.length === 0) return null
  if (meta.type === 'rows' && Array.isArray(value)) {
    const columns = columnsOf(meta)
    return value.map((entry) => normalEntry(columns, entry))
  }
  return value
}

/** Each language's own trimming takes other characters; this one is the same in both. */
export function stripBlank(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && BLANK.includes(text.charAt(start))) start += 1
  while (end > start && BLANK.includes(text.charAt(end - 1))) end -= 1
  return text.slice(start, end)
}

type Columns = ReadonlyMap<string, FieldMeta>

function columnsOf(meta: FieldMeta): Columns {
  return new Map(meta.columns?.map((column) => [column.code, column]))
}

function isEntry(entry: unknown): entry is Record<string, unknown> {
  return typeof entry === 'object' && entry !== null && !Array.isArray(entry)
}

/** An entry keeps the columns that have a value; what is no column stays, to be refused. */
function normalEntry(columns: Columns, entry: unknown): unknown {
  if (!isEntry(entry)) return entry
  const stored = Object.entries(entry).map(([code, value]): [string, unknown] => {
    const column = columns.get(code)
    return [code, column ? normalise(column, value) : value]
  })
  return Object.fromEntries(stored.filter(([code, value]) => !isMissing(value) || !columns.has(code)))
}

/** The code of what is wrong with a normalised value, or null. Whether it may be absent is not asked here. */
export function check(meta: FieldMeta, value: unknown): string | null {
  if (isMissing(value)) return null
  return meta.type === 'rows' ? (rows(meta, value)[0]?.code ?? null) : CHECKS[meta.type](meta, value)
}

/** What is wrong with a normalised value; several faults only inside the entries of `rows`. */
export function faultsOf(meta: FieldMeta, value: unknown): Fault[] {
  if (meta.type === 'rows' && !isMissing(value)) return rows(meta, value)
  const code = check(meta, value)
  return code === null ? [] : [{ code, field: meta.code }]
}

export function isMissing(value: unknown): value is null | undefined {
  return value === null || value === undefined
}

/**
 * Every value that cannot stand, each by itself. What equals the text that was `seen` is left alone: a masked value
 * somebody did not touch has the shape of none of the patterns.
 */
export function validateFields(kind: { fields: readonly FieldMeta[] }, values: Values, seen: Values = {}): Fault[] {
  const known = new Map(kind.fields.map((meta) => [meta.code, meta]))
  return Object.entries(values).flatMap(([field, value]) => {
    const untouched = typeof value === 'string' && Object.hasOwn(seen, field) && seen[field] === value
    return untouched ? [] : faults(known.get(field), field, value)
  })
}

function faults(meta: FieldMeta | undefined, field: string, value: unknown): Fault[] {
  if (meta === undefined) return [{ code: 'unknown_field', field }]
  return meta.derived ? [{ code: 'derived_field', field }] : faultsOf(meta, normalise(meta, value))
}

function rows(meta: FieldMeta, value: unknown): Fault[] {
  if (!Array.isArray(value)) return [{ code: 'wrong_type', field: meta.code }]
  if (value.length > (meta.max ?? 200)) return [{ code: 'too_long', field: meta.code }]
  const columns = columnsOf(meta)
  const within = value.flatMap((entry, at) => entryFaults(columns, `${meta.code}.${at}`, entry))
  return [...within, ...repeated(meta, value)]
}

function entryFaults(columns: Columns, path: string, entry: unknown): Fault[] {
  if (!isEntry(entry)) return [{ code: 'wrong_type', field: path }]
  const strange = Object.keys(entry).some((code) => !columns.has(code))
  const wrong = [...columns.values()].flatMap((column) => {
    const code = columnFault(column, Object.hasOwn(entry, column.code) ? entry[column.code] : null)
    return code === null ? [] : [{ code, field: `${path}.${column.code}` }]
  })
  return strange ? [{ code: 'unknown_field', field: path }, ...wrong] : wrong
}

function columnFault(column: FieldMeta, value: unknown): string | null {
  if (isMissing(value)) return column.required && !column.derived ? 'required' : null
  return column.derived ? 'derived_field' : check(column, value)
}

/** Entries that have the same `row_key` as one before them. */
function repeated(meta: FieldMeta, entries: readonly unknown[]): Fault[] {
  const key = meta.row_key
  if (!key) return []
  const seen = new Set<unknown>()
  return entries.flatMap((entry, at) => {
    const held = isEntry(entry) && Object.hasOwn(entry, key) ? entry[key] : null
    if (typeof held !== 'string') return []
    const again = seen.has(held)
    seen.add(held)
    return again ? [{ code: 'repeated', field: `${meta.code}.${at}.${key}` }] : []
  })
}

type Check = (meta: FieldMeta, value: unknown) => string | null

const text: Check = (meta, value) => {
  if (typeof value !== 'string' || LONE_SURROGATE.test(value)) return 'wrong_type'
  if (CONTROL.test(value) || (value.includes('\n') && !meta.multiline)) return 'control_character'
  const length = [...value].length
  if (length < (meta.min ?? 0)) return 'too_short'
  if (length > (meta.max ?? 2000)) return 'too_long'
  if (meta.pattern) return new RegExp(`^(?:${meta.pattern})$`, 'u').test(value) ? null : 'pattern'
  if (meta.format) return isIdentifier(meta.format as Format, value) ? null : `not_${meta.format}`
  return keptOut(value)
}

/** What no free text may hold (JR/T 0171-2020, class C3; domain.md §5.10). */
function keptOut(value: string): string | null {
  if (LONG_NUMBER.test(value)) return 'long_number'
  return SECRET.test(value) ? 'secret_in_text' : null
}

const integer: Check = (meta, value) => {
  if (!Number.isSafeInteger(value)) return 'wrong_type'
  const number = value as number
  if (meta.min != null && number < meta.min) return 'out_of_range'
  return meta.max != null && number > meta.max ? 'out_of_range' : null
}

const boolean: Check = (_meta, value) => (typeof value === 'boolean' ? null : 'wrong_type')

const date: Check = (_meta, value) =>
  typeof value === 'string' && DATE.test(value) && exists(value) ? null : 'wrong_type'

const datetime: Check = (_meta, value) =>
  typeof value === 'string' && DATETIME.test(value) && exists(value.slice(0, 10)) ? null : 'wrong_type'

function exists(day: string): boolean {
  if (day.startsWith('0000')) return false
  const parsed = new Date(`${day}T00:00:00.000Z`)
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day)
}

const choice: Check = (meta, value) => {
  if (typeof value !== 'string') return 'wrong_type'
  return meta.options?.some((option) => option.code === value) ? null : 'not_a_choice'
}

const reference: Check = (_meta, value) => (typeof value === 'string' && REFERENCE.test(value) ? null : 'wrong_type')

const blob: Check = (_meta, value) => (typeof value === 'string' && BLOB.test(value) ? null : 'wrong_type')

/** A list of single values, each once. */
function each(judge: Check, most: number): Check {
  return (meta, value) => {
    if (!Array.isArray(value)) return 'wrong_type'
    const wrong = value.map((item) => judge(meta, item)).find((code) => code !== null)
    if (wrong !== undefined) return wrong
    if (new Set(value).size !== value.length) return 'repeated'
    return value.length > (meta.max ?? most) ? 'too_long' : null
  }
}

const CHECKS: Record<Exclude<FieldType, 'rows'>, Check> = {
  text,
  int: integer,
  money: integer,
  bool: boolean,
  date,
  datetime,
  enum: choice,
  ref: reference,
  refs: each(reference, 50),
  enums: each(choice, 50),
  photos: each(blob, 6),
  signature: blob,
}
