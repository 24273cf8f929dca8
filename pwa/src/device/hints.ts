// Hints that the person is told something, for whoever reads it. A live line may be lost without a word: after a while a round
// that reached the server is hint enough.

const WHILE = 50_000

export class Hints {
  readonly #listeners = new Set<() => void>()
  readonly #now: () => number
  #given: number

  constructor(now: () => number = Date.now) {
    this.#now = now
    this.#given = now()
  }

  listen(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  give(): void {
    this.#given = this.#now()
    for (const listener of this.#listeners) listener()
  }

  get isLate(): boolean {
    return this.#now() - this.#given >= WHILE
  }
}
