// A set as its keepers have it open: what the server answers, the form of an entry, and where something is wrong.

export type Value = unknown
export type Entry = Record<string, Value> & { code: string; zh: string; en: string }

export interface FormField {
  name: string
  type: 'text' | 'number' | 'flag' | 'day' | 'time' | 'choice' | 'object' | 'map'
  required: boolean
  nullable: boolean
  many: boolean
  options?: readonly string[]
  fields?: readonly FormField[]
  min?: number | null
  max?: number | null
  length?: number | null
}

export interface FieldChange {
  field: string
  from: Value
  to: Value
}

export interface EntryChange {
  code: string
  zh: string
  en: string
  change: 'added' | 'removed' | 'changed'
  fields: readonly FieldChange[]
}

export interface Published {
  number: number
  state: 'scheduled' | 'in_force' | 'superseded'
  effective_from: string
  note: string
  published_at: string
  published_by: string
  contributors: readonly string[]
}

export interface SetOverview {
  name: string
  zh: string
  en: string
  of_branch: boolean
  /** False where only values are changed, and entries neither added nor left out. */
  adds: boolean
  second_person: boolean
  count: number
  version: string | null
  coming: readonly string[]
  drafted_at: string | null
}

export interface SetDetail extends SetOverview {
  form: readonly FormField[]
  entries: readonly Entry[]
  draft: {
    rev: number
    note: string
    entries: readonly Entry[]
    changes: readonly EntryChange[]
    contributors: readonly { id: string; name: string }[]
    updated_at: string
  } | null
  history: readonly Published[]
}

/** What is wrong, by the entry's place and the path in it: `{3: {"scale.0.zh": […]}}`; -1 is the set as a whole. */
export type Faults = Readonly<Record<number, Readonly<Record<string, readonly string[]>>>>

export function faultsOf(fields: Readonly<Record<string, unknown>>): Faults {
  const faults: Record<number, Record<string, readonly string[]>> = {}
  for (const [path, said] of Object.entries(fields)) {
    const [, place, ...inside] = path.split('.')
    const index = place === undefined ? -1 : Number(place)
    const list = Array.isArray(said) ? said.map(String) : [String(said)]
    ;(faults[index] ??= {})[inside.join('.')] = list
  }
  return faults
}

/** An entry with nothing in it yet: every field as its type begins. */
export function blank(fields: readonly FormField[]): Record<string, Value> {
  return Object.fromEntries(
    fields.filter((field) => field.required || field.many).map((field) => [field.name, field.many ? [] : empty(field)]),
  )
}

function empty(field: FormField): Value {
  if (field.type === 'object') return blank(field.fields ?? [])
  if (field.type === 'map') return {}
  if (field.type === 'flag') return false
  return field.nullable || field.type === 'number' ? null : ''
}

/** Lists of short texts are written one a line. */
export const linesOf = (value: Value): string => (Array.isArray(value) ? value.map(String).join('\n') : '')

export const listOf = (lines: string): string[] => {
  const written = lines.split('\n').map((line) => line.trim())
  return written.filter((line) => line !== '')
}

/** A value as the list of changes shows it, in one line. */
export function shortly(value: Value): string {
  if (value === null || value === undefined || value === '') return '—'
  if (Array.isArray(value)) return value.length === 0 ? '—' : value.map(shortly).join('；')
  if (typeof value === 'object') return Object.values(value).map(shortly).join(' · ')
  return String(value)
}
