// What a choosing field offers: which entries stand in sight, in which order, and whether there is anything to choose at all.
import type { Field } from '@/contract'
import { said } from '@/i18n'
import type { ReferenceIndex, ReferenceItem } from '@/reference'
import type { FileUse, FormWorld, Pick } from './form_world'

/** Chips in sight before "more": look.md asks for at most six targets. */
export const IN_SIGHT = 5
const RECORDS = 'record'

const OF_KIND = `${RECORDS}:`
const FILES: Partial<Record<Field['type'], FileUse>> = { photos: 'photo', signature: 'signature' }

export function picksRecords(field: Field): boolean {
  return field.reference === RECORDS || kindPicked(field) !== null
}

/** The kind of the records a field chooses from; null where it may be any, or where it chooses from something else. */
export function kindPicked(field: Field): string | null {
  return field.reference?.startsWith(OF_KIND) ? field.reference.slice(OF_KIND.length) : null
}

/** Values that take more than a line of words to show (FieldValue.vue). */
export function isPictured(field: Field): boolean {
  return field.type === 'rows' || FILES[field.type] !== undefined
}

export function isMultiple(field: Field): boolean {
  return field.type === 'refs' || field.type === 'enums'
}

function hasOptions(field: Field): boolean {
  return field.type === 'enum' || field.type === 'enums'
}

/** Whether files of this use can be kept here. */
export function keeps(world: FormWorld, use: FileUse): boolean {
  return world.attach !== undefined && (world.attachable?.includes(use) ?? true)
}

/** A field that may be left out and whose set holds nothing, or whose files cannot be kept here, is not asked for. */
export function isOffered(field: Field, world: FormWorld, value: unknown): boolean {
  if (field.derived || field.quotes) return false
  if (hasValue(value)) return true
  const use = FILES[field.type]
  if (use !== undefined) return keeps(world, use)
  if (field.reference === null) return true
  if (picksRecords(field)) return world.records !== null
  return field.required || world.reference().set(field.reference).length > 0
}

export function hasValue(value: unknown): boolean {
  return value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)
}

export function pickOf(item: ReferenceItem): Pick {
  const group = item.group_zh === undefined ? undefined : said({ zh: item.group_zh, en: item.group_en ?? '' })
  return { value: item.code, label: said({ zh: item.zh, en: item.en }), note: item.code, group }
}

/** Everything a field can choose from by itself, in its own order. */
export function allPicks(field: Field, index: ReferenceIndex): Pick[] {
  if (hasOptions(field)) return field.options.map((option) => ({ value: option.code, label: said(option) }))
  return field.reference === null ? [] : index.set(field.reference).map(pickOf)
}

export function searchPicks(field: Field, index: ReferenceIndex, query: string, limit: number): Pick[] {
  if (!hasOptions(field)) return index.search(field.reference ?? '', query, limit).map(pickOf)
  const wanted = query.trim().toLowerCase()
  return allPicks(field, index).filter((pick) => pick.label.toLowerCase().includes(wanted))
}

/** The codes in sight: what others suggest, what was used last, then the set's own order; what is chosen is always among them. */
export function inSight(all: readonly Pick[], preferred: readonly string[], chosen: readonly string[]): Pick[] {
  const byCode = new Map(all.map((pick) => [pick.value, pick]))
  const order = [...new Set([...preferred, ...all.map((pick) => pick.value)])].filter((code) => byCode.has(code))
  const shown = order.slice(0, IN_SIGHT)
  const hidden = chosen.filter((code) => !shown.includes(code))
  return [...hidden, ...shown].map((code) => byCode.get(code) ?? { value: code, label: code })
}

/** What the entries chosen elsewhere in the form point at: a topic names its products, a product its materials. */
export function suggested(
  field: Field,
  fields: readonly Field[],
  values: Readonly<Record<string, unknown>>,
  index: ReferenceIndex,
): string[] {
  const set = field.reference
  if (set === null) return []
  const others = fields.filter((each) => each.code !== field.code && each.reference !== null)
  return [
    ...new Set(
      others.flatMap((each) => chosenItems(each, values[each.code], index).flatMap((item) => pointsAt(item, set))),
    ),
  ]
}

function pointsAt(item: ReferenceItem, set: string): string[] {
  const codes = item[set]
  return Array.isArray(codes) ? codes.filter((code): code is string => typeof code === 'string') : []
}

export function chosenItems(field: Field, value: unknown, index: ReferenceIndex): ReferenceItem[] {
  if (field.reference === null) return []
  const codes = Array.isArray(value) ? value : [value]
  return codes.flatMap((code) => (typeof code === 'string' ? (index.item(field.reference!, code) ?? []) : []))
}
