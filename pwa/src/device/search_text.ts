// What a record is found by: the fields its kind names, in the words people would type.
import { fieldOf, kindOf, type Field } from '@/contract'
import type { ReferenceIndex } from '@/reference'
import type { Line } from './search_lines'
import type { Shown } from './tablet'

/** `provisional` stays searchable after the official number is there. */
export function searchLine({ row, no }: Shown, provisional: string, reference: ReferenceIndex): Line {
  const kind = kindOf(row.kind)
  const fields = (kind?.search ?? []).map((code) => kind && fieldOf(kind, code)).filter((field) => field != null)
  const words = fields.flatMap((field) => wordsOf(field, row.values[field.code], reference))
  const text = [no, provisional, kind?.zh ?? '', row.created_by_name, ...words].join('\n')
  return { id: row.id, at: row.at, text }
}

function wordsOf(field: Field, value: unknown, reference: ReferenceIndex): string[] {
  const values = Array.isArray(value) ? value : [value]
  return values.filter((each) => typeof each === 'string').flatMap((each) => wordOf(field, each, reference))
}

function wordOf(field: Field, value: string, reference: ReferenceIndex): string[] {
  if (field.reference !== null) {
    const item = reference.item(field.reference, value)
    return item === null ? [value] : [item.keys]
  }
  const option = field.options.find(({ code }) => code === value)
  return option === undefined ? [value] : [option.zh, option.en]
}
