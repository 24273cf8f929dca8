// Forbidden words in what a record says to customers, by the set in force: on the tablet and at the desk.
import { wordsIn, type ForbiddenWord } from '@sync/wording.ts'
import type { Kind, Values } from './contract'
import type { ReferenceIndex } from './reference'

/** The fields of a kind that the server scans, as its derived rule names them. */
export function saidFields(kind: Kind): string[] {
  const known = new Set(kind.fields.map((field) => field.code))
  return kind.rules
    .flatMap((rule) => wordsField(rule.must))
    .filter((code, at, all) => known.has(code) && all.indexOf(code) === at)
}

function wordsField(must: unknown): string[] {
  if (!Array.isArray(must)) return []
  return must[0] === 'contains_any' ? [String(must[1])] : must.flatMap(wordsField)
}

export interface Found {
  field: string
  words: readonly string[]
}

/** The words found, field by field. */
export function forbiddenIn(fields: readonly string[], values: Values, index: ReferenceIndex): Found[] {
  const words = index.set('forbidden_words') as readonly (ForbiddenWord & { aliases?: readonly string[] })[]
  return fields
    .map((field) => ({ field, words: wordsIn([values[field]], words) }))
    .filter((found) => found.words.length > 0)
}
