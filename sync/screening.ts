// Whether a name may be that of somebody on a list. The twin of screening.py: the same answer, to the figure.

export interface NameListContent {
  /** A character → the one it counts as. */
  variants: Readonly<Record<string, string>>
  /** A syllable without tone → the characters that sound so. */
  sounds: Readonly<Record<string, string>>
  entries: readonly { id: string; names: readonly string[] }[]
}

export interface Hit {
  id: string
  name: string
  score: number
}

/** `hits`, the likeliest first, each entry once, at most ten; `score` is the highest likeness found, a hit or not. */
export interface Screened {
  result: 'none' | 'possible'
  score: number
  hits: readonly Hit[]
}

interface Key {
  letters: readonly string[]
  sound: readonly string[]
}

const SOUNDS_ALIKE = 90
const MOST = 10

/** Made ready once, to be asked often. */
export class NameList {
  readonly #variants: ReadonlyMap<string, string>
  readonly #sounds: ReadonlyMap<string, string>
  readonly #entries: readonly { id: string; name: string; key: Key }[]

  constructor(content: NameListContent) {
    this.#variants = new Map(Object.entries(content.variants))
    const pairs = Object.entries(content.sounds).flatMap(([sound, all]) =>
      [...all].map((each) => [each, sound] as const),
    )
    this.#sounds = new Map(pairs)
    this.#entries = content.entries.flatMap(({ id, names }) =>
      names.map((name) => ({ id, name, key: this.#key(name) })),
    )
  }

  screen(name: string, percent: number): Screened {
    const asked = this.#key(name)
    const scored = asked.letters.length === 0 ? [] : this.#entries.map((each) => scoredBy(asked, each))
    const hits = onceEach(scored.filter(({ score }) => score >= percent).sort(likeliest))
    const best = scored.reduce((most, { score }) => Math.max(most, score), 0)
    return { result: hits.length > 0 ? 'possible' : 'none', score: best, hits: hits.slice(0, MOST) }
  }

  #key(name: string): Key {
    const letters = normalised(name, this.#variants)
    return { letters: [...letters], sound: [...[...letters].map((each) => this.#sounds.get(each) ?? each).join('')] }
  }
}

/** Letters and digits alone, in one width, one case and one form: no blanks, no `·`, no marks. */
export function normalised(name: string, variants: ReadonlyMap<string, string>): string {
  const counted = [...name.normalize('NFKC').toLowerCase()].map((each) => variants.get(each) ?? each).join('')
  return [...counted].filter((each) => /[\p{L}\p{N}]/u.test(each)).join('')
}

function scoredBy(asked: Key, { id, name, key }: { id: string; name: string; key: Key }): Hit {
  const sounding = Math.floor((percentOf(asked.sound, key.sound) * SOUNDS_ALIKE) / 100)
  return { id, name, score: Math.max(percentOf(asked.letters, key.letters), sounding) }
}

function percentOf(one: readonly string[], other: readonly string[]): number {
  const length = one.length + other.length
  return length === 0 ? 0 : Math.floor((200 * common(one, other)) / length)
}

/** The length of the longest common subsequence, row by row. */
function common(one: readonly string[], other: readonly string[]): number {
  const row = new Array<number>(other.length + 1).fill(0)
  for (const each of one) {
    let diagonal = 0
    for (let at = 1; at <= other.length; at += 1) {
      const above = row[at]!
      row[at] = each === other[at - 1] ? diagonal + 1 : Math.max(above, row[at - 1]!)
      diagonal = above
    }
  }
  return row[other.length]!
}

/** Each entry once, by the name that is most alike. */
function onceEach(ordered: readonly Hit[]): Hit[] {
  const seen = new Set<string>()
  return ordered.filter(({ id }) => !seen.has(id) && seen.add(id))
}

function likeliest(one: Hit, other: Hit): number {
  if (one.score !== other.score) return other.score - one.score
  return compared(one.id, other.id) || compared(one.name, other.name)
}

const compared = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1)
