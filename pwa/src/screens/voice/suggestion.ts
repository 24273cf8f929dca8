// Which class an opinion may belong to, from the words in it; and which opinions say nearly the same. Pure: a person decides.
import type { ReferenceItem } from '@/reference'

export interface Suggestion {
  item: ReferenceItem
  /** The words of the set that were found, which is the reason told to the person. */
  words: readonly string[]
}

/** The classes whose words stand in the text, the most told first: more words, then longer ones, then the order of the set. */
export function suggestions(text: string, categories: readonly ReferenceItem[], limit: number): Suggestion[] {
  const said = text.toLowerCase()
  return categories
    .map((item) => ({ item, words: wordsOf(item).filter((word) => said.includes(word.toLowerCase())) }))
    .filter(({ words }) => words.length > 0)
    .sort((one, other) => weight(other.words) - weight(one.words))
    .slice(0, limit)
}

const wordsOf = (item: ReferenceItem) => (item.words as readonly string[] | undefined) ?? []
const weight = (words: readonly string[]) => words.reduce((sum, word) => sum + 1 + word.length, 0)

/** 0 to 1: how many pairs of neighbouring characters two texts share (Dice). Blanks and marks do not count. */
export function likeness(one: string, other: string): number {
  const [first, second] = [pairs(one), pairs(other)]
  if (first.length === 0 || second.length === 0) return 0
  const left = new Map<string, number>()
  for (const pair of first) left.set(pair, (left.get(pair) ?? 0) + 1)
  const shared = second.filter((pair) => {
    const count = left.get(pair) ?? 0
    left.set(pair, count - 1)
    return count > 0
  })
  return (2 * shared.length) / (first.length + second.length)
}

function pairs(text: string): string[] {
  const plain = [
    ...text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\p{P}\p{Z}\p{S}\s]/gu, ''),
  ]
  return plain.slice(1).map((character, at) => plain[at]! + character)
}

export interface Told {
  id: string
  /** ISO instant. */
  at: string
  text: string
  category: unknown
}

const DAY = 86_400_000
const ALIKE = 0.5
/** In the same class less is enough. */
const ALIKE_IN_CLASS = 0.3

/** Earlier ones of the last `days` that say nearly the same, the likest first. */
export function duplicates<T extends Told>(
  text: string,
  category: unknown,
  earlier: readonly T[],
  now: number,
  days: number,
): T[] {
  const since = new Date(now - days * DAY).toISOString()
  return earlier
    .filter((each) => each.at >= since)
    .map((each) => ({ each, like: likeness(text, each.text) }))
    .filter(({ each, like }) => like >= (category && each.category === category ? ALIKE_IN_CLASS : ALIKE))
    .sort((one, other) => other.like - one.like)
    .map(({ each }) => each)
}
