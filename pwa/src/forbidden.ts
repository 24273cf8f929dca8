// Forbidden words in what a record says to customers, by the set in force: on the tablet and at the desk.
import { wordsIn, type ForbiddenWord } from '@sync/wording.ts'
import type { Kind, Values } from './contract'
import type { ReferenceIndex } from './reference'

const SCAN = 'words_found'

/** The fields of a kind that the server scans, as its derived rule names them. */
export function saidFields(kind: Kind): string[] {
  const known = new Set(kind.fields.map((field) => field.code))
  const named = kind.derived.filter(({ rule }) => rule === SCAN).flatMap((each) => Object.values(each.arguments))
  return [...new Set(named)].filter((code) => known.has(code))
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
