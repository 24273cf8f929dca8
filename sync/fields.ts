// Field validation, equal in both languages: what one value of a record may be. The twin of fields.py; see there.

export type FieldType = 'text' | 'int' | 'money' | 'bool' | 'date' | 'datetime' | 'enum' | 'ref' | 'refs'

export interface FieldMeta {
  code: string
  type: FieldType
  required?: boolean
  min?: number | null
  max?: number | null
  pattern?: string | null
  multiline?: boolean
  normal?: 'telephone' | null
  options?: readonly { code: string }[]
  derived?: boolean
}

export type Values = Readonly<Record<string, unknown>>

export interface Fault {
  code: string
  field: string
}

const BLANK = ' \t\r\n\u00a0\u3000\ufeff'
const DATE = /^\d{4}-\d{2}-\d{2}$/
const DATETIME = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/
const REFERENCE = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$/
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/
const LONE_SURROGATE = /\p{Surrogate}/u
// A card, account or identity number written out; free text is no place for it (domain.md §5.10).
const LONG_NUMBER = /[0-9](?:[ -]?[0-9]){15}/

/** The stored form of what was typed: blanks around it gone, an empty text or list is no value at all. */
export function normalise(meta: FieldMeta, value: unknown): unknown {
  if (value === undefined) return null
  if (typeof value === 'string' && meta.type === 'text') {
    const text = stripBlank(value.replaceAll('\r\n', '\n'))
    return (meta.normal === 'telephone' ? telephone(text) : text) || null
  }
  if (meta.type === 'refs' && Array.isArray(value) && value.length === 0) return null
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

function telephone(text: string): string {
  const digits = [...text].filter((character) => !BLANK.includes(character)).join('')
  return digits.startsWith('+86') ? digits.slice(3) : digits
}

/** The code of what is wrong with a normalised value, or null. Whether it may be absent is not asked here. */
export function check(meta: FieldMeta, value: unknown): string | null {
  if (isMissing(value)) return null
  return CHECKS[meta.type](meta, value)
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
    const code = untouched ? null : fault(known.get(field), value)
    return code === null ? [] : [{ code, field }]
  })
}

function fault(meta: FieldMeta | undefined, value: unknown): string | null {
  if (meta === undefined) return 'unknown_field'
  return meta.derived ? 'derived_field' : check(meta, normalise(meta, value))
}

type Check = (meta: FieldMeta, value: unknown) => string | null

const text: Check = (meta, value) => {
  if (typeof value !== 'string' || LONE_SURROGATE.test(value)) return 'wrong_type'
  if (CONTROL.test(value) || (value.includes('\n') && !meta.multiline)) return 'control_character'
  const length = [...value].length
  if (length < (meta.min ?? 0)) return 'too_short'
  if (length > (meta.max ?? 2000)) return 'too_long'
  if (meta.pattern) return new RegExp(`^(?:${meta.pattern})$`, 'u').test(value) ? null : 'pattern'
  return LONG_NUMBER.test(value) ? 'long_number' : null
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

const references: Check = (meta, value) => {
  if (!Array.isArray(value) || value.some((item) => reference(meta, item) !== null)) return 'wrong_type'
  if (new Set(value).size !== value.length) return 'repeated'
  return value.length > (meta.max ?? 50) ? 'too_long' : null
}

const CHECKS: Record<FieldType, Check> = {
  text,
  int: integer,
  money: integer,
  bool: boolean,
  date,
  datetime,
  enum: choice,
  ref: reference,
  refs: references,
}
