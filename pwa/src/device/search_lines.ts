// A linear search over lines of text in memory, newest first: at 50,000 lines faster than any index that has to be kept.

export interface Line {
  id: string
  /** ISO: lines are found newest first. */
  at: string
  text: string
}

export class SearchLines {
  readonly #byId = new Map<string, Line>()
  #newestFirst: Line[] | null = null

  put(lines: readonly Line[]): void {
    for (const line of lines) this.#byId.set(line.id, { ...line, text: folded(line.text) })
    this.#newestFirst = null
  }

  remove(ids: readonly string[]): void {
    for (const id of ids) this.#byId.delete(id)
    this.#newestFirst = null
  }

  /** The ids of lines that hold every word. */
  find(query: string, limit: number): string[] {
    const words = folded(query).split(/\s+/).filter(Boolean)
    const found: string[] = []
    for (const { id, text } of this.#sorted()) {
      if (found.length === limit) break
      if (words.every((word) => text.includes(word))) found.push(id)
    }
    return found
  }

  #sorted(): readonly Line[] {
    this.#newestFirst ??= [...this.#byId.values()].sort(newerFirst)
    return this.#newestFirst
  }
}

function newerFirst(a: Line, b: Line): number {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1
  return a.id < b.id ? 1 : -1
}

/** Full-width and half-width, capitals and small letters are the same to whoever searches. */
function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}
