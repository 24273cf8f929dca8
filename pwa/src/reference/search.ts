// Finding reference entries by what a person types: characters, pinyin, initials, code or English.
import type { ReferenceItem } from './reference_item.ts'

const NOT_FOUND = Infinity
// A hit at the start of a text goes before every hit inside one, and a whole text before its beginning.
const INSIDE = 10_000
const WHOLE = -1

/** The entries that hold every word of the query, best first; equally good ones keep the order of the set. */
export function search(items: readonly ReferenceItem[], query: string, limit: number): ReferenceItem[] {
  const words = wordsOf(query)
  if (words.length === 0) return items.slice(0, limit)
  return items
    .map((item) => ({ item, rank: rank(item.keys, words) }))
    .filter((hit) => hit.rank < NOT_FOUND)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map((hit) => hit.item)
}

/** Full-width letters and digits are what a Chinese keyboard gives; they mean the plain ones. */
function wordsOf(query: string): string[] {
  const plain = query.normalize('NFKC').toLowerCase().replaceAll('ü', 'v')
  return plain.split(/\s+/u).filter((word) => word !== '')
}

function rank(keys: string, words: readonly string[]): number {
  return words.reduce((sum, word) => sum + rankOf(keys, word), 0)
}

function rankOf(keys: string, word: string): number {
  const first = keys.indexOf(word)
  if (first < 0) return NOT_FOUND
  const start = keys.startsWith(word) ? 0 : keys.indexOf(`\n${word}`) + 1
  if (start === 0 && first > 0) return INSIDE + first
  const end = keys[start + word.length]
  return end === undefined || end === '\n' ? WHOLE : start
}
