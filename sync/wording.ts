// Which forbidden words a text for customers holds. The twin of wording.py.

export interface ForbiddenWord {
  zh: string
  aliases?: readonly string[]
}

const DENIALS = ['不', '非']

/** The words found, each once, in the order of the set; what is no text is passed over. */
export function wordsIn(texts: Iterable<unknown>, words: Iterable<ForbiddenWord>): string[] {
  const said = [...texts].filter((text): text is string => typeof text === 'string').map((text) => text.toLowerCase())
  const forms = new Set([...words].flatMap((word) => [word.zh, ...(word.aliases ?? [])]))
  return [...forms].filter((form) => promised(form.toLowerCase(), said))
}

function promised(form: string, texts: readonly string[]): boolean {
  const befores = texts.flatMap((text) => text.split(form).slice(0, -1))
  return befores.some((before) => !DENIALS.some((denial) => before.endsWith(denial)))
}
