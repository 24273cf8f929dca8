// Records of the server in words: the fields' own texts, with what only the desk adds.
import { linkedIds } from '@sync/links.ts'
import { kindOf, type Field, type Kind } from '@/contract'
import { picksRecords, subtitleOf as subtitle, titleOf as title, valueText } from '@/fields'
import { bankDay, clock, said } from '@/i18n'
import type { ReferenceIndex } from '@/reference'
import { t } from './messages'
import type { RecordItem } from './shapes'

export interface ReadField {
  field: Field
  label: string
  text: string
}

/** `2026-11-24 14:05`, by the bank's clock. */
export function fullMoment(at: string): string {
  return `${bankDay(at)} ${clock(at)}`
}

/** Every field that holds something, in the order of the definition; links to records are shown elsewhere. */
export function readFields(kind: Kind, record: RecordItem, reference: ReferenceIndex): ReadField[] {
  return kind.fields
    .filter((field) => !picksRecords(field))
    .map((field) => ({ field, label: said(field), text: valueText(field, record.values[field.code], reference) }))
    .filter((read) => read.text !== '')
}

/** The title of a record's row; the code of a kind that this page does not know yet. */
export function titleOf(record: RecordItem, reference: ReferenceIndex): string {
  const kind = kindOf(record.kind)
  return kind === null ? record.kind : title(kind, record.values, reference)
}

/** What stands under the title; `without` drops a field that the page says already, such as one's own department. */
export function subtitleOf(record: RecordItem, reference: ReferenceIndex, without: string | null = null): string {
  const kind = kindOf(record.kind)
  return kind === null ? '' : subtitle(kind, { ...record.values, ...(without && { [without]: null }) }, reference)
}

/** Number, author and moment in one line; what the bank made by itself has no author. */
export function lineOf(record: RecordItem): string {
  return [record.no ?? t('official_pending'), record.created_by_name, fullMoment(record.at)].filter(Boolean).join(' · ')
}

/** The records this one names, as ids. */
export function linksOf(record: RecordItem): string[] {
  return linkedIds(kindOf(record.kind)?.fields ?? [], record.values)
}
