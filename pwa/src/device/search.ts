// The page's side of the search worker.
import type { Line } from './search_lines'
import type { Question, Reply } from './search.worker'

export class Search {
  readonly #worker = new Worker(new URL('./search.worker.ts', import.meta.url), { type: 'module' })
  readonly #waiting = new Map<number, (ids: string[]) => void>()
  #asked = 0

  constructor() {
    this.#worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      this.#waiting.get(data.number)?.(data.ids)
      this.#waiting.delete(data.number)
    }
  }

  put(lines: readonly Line[]): void {
    if (lines.length > 0) this.#say({ type: 'put', lines })
  }

  remove(ids: readonly string[]): void {
    if (ids.length > 0) this.#say({ type: 'remove', ids })
  }

  find(query: string, limit: number): Promise<string[]> {
    const number = (this.#asked += 1)
    return new Promise((resolve) => {
      this.#waiting.set(number, resolve)
      this.#say({ type: 'find', number, query, limit })
    })
  }

  /** Drops all text; whoever still waits finds nothing. */
  end(): void {
    this.#worker.terminate()
    for (const resolve of this.#waiting.values()) resolve([])
    this.#waiting.clear()
  }

  #say(question: Question): void {
    this.#worker.postMessage(question)
  }
}
