// A list that is read page by page, and read again from its start when something may have changed.
import { shallowReactive } from 'vue'
import { ApiError } from '@/api/error'
import type { Page } from './shapes'

export interface KeysetState<T> {
  items: readonly T[]
  /** Nothing has been read yet, or it is being read. */
  loading: boolean
  more: boolean
  failure: ApiError | null
}

type Read<T> = (cursor: string | null) => Promise<Page<T>>

/** `read` asks for one page. Answers that a later question overtook are dropped. */
export class KeysetList<T extends { id: string }> {
  readonly state: KeysetState<T> = shallowReactive({ items: [], loading: true, more: false, failure: null })
  readonly #read: Read<T>
  #cursor: string | null = null
  #question = 0

  constructor(read: Read<T>) {
    this.#read = read
  }

  /** From the start: another filter was chosen. */
  async restart(): Promise<void> {
    this.state.items = []
    await this.refresh()
  }

  /** The first page again, in place of what is shown; rows stay on screen until the answer is there. */
  async refresh(): Promise<void> {
    await this.#ask(null, (page) => page.items)
  }

  async readMore(): Promise<void> {
    if (!this.state.more || this.state.loading) return
    await this.#ask(this.#cursor, (page) => merged(this.state.items, page.items))
  }

  async #ask(cursor: string | null, place: (page: Page<T>) => readonly T[]): Promise<void> {
    const question = (this.#question += 1)
    this.state.loading = true
    try {
      const page = await this.#read(cursor)
      if (question !== this.#question) return
      this.state.items = place(page)
      this.#cursor = page.next
      this.state.more = page.next !== null
      this.state.failure = null
    } catch (failure) {
      if (question !== this.#question) return
      if (!(failure instanceof ApiError)) throw failure
      this.state.failure = failure
    } finally {
      if (question === this.#question) this.state.loading = false
    }
  }
}

/** A row that moved down between two pages arrives twice; it is shown once, as last read. */
function merged<T extends { id: string }>(shown: readonly T[], read: readonly T[]): readonly T[] {
  const again = new Set(read.map((item) => item.id))
  return [...shown.filter((item) => !again.has(item.id)), ...read]
}
