// Keeps the search worker's lines in step with the rows, in the background: nobody waits for it.
import { shadowTable, shownTable } from '@sync/client/head.ts'
import type { Generation, Head, RecordRow } from '@sync/client/ports.ts'
import type { ReferenceIndex } from '@/reference'
import type { IndexedDbStore } from './indexeddb_store'
import { Search } from './search'
import { searchLine } from './search_text'
import { byRecord, provisionalNo, shown } from './shown'

const CHUNK = 500
/** The first list comes before the first line is read. */
const FIRST_AFTER = 400
/** Several captures are read together; a search does not wait for that. */
const CHANGES_AFTER = 1000
const MORE_AFTER = 150

/** Whoever else is told of every row, because all of them are opened here anyway. */
export interface Witness {
  seen(table: Generation, rows: readonly RecordRow[]): void
  walked(table: Generation): void
}

interface Device {
  id: string
  no: string
}

export class SearchFeed {
  readonly #store: IndexedDbStore
  readonly #head: () => Promise<Head>
  readonly #reference: ReferenceIndex
  readonly #device: Device
  readonly #witness: Witness
  #search = new Search()
  #generation: Generation | null = null
  #touched = new Set<string>()
  /** What was touched and is on its way to the lines: no search overtakes it. */
  #reading: Promise<void> = Promise.resolve()
  #timer: ReturnType<typeof setTimeout> | undefined
  #ended = false

  constructor(
    store: IndexedDbStore,
    head: () => Promise<Head>,
    reference: ReferenceIndex,
    device: Device,
    witness: Witness,
  ) {
    this.#store = store
    this.#head = head
    this.#reference = reference
    this.#device = device
    this.#witness = witness
    this.#later(FIRST_AFTER)
  }

  async find(query: string, limit: number): Promise<string[]> {
    await this.#reading
    if (this.#generation !== null && this.#touched.size > 0) await this.#readTouched(this.#generation)
    return this.#search.find(query, limit)
  }

  touched(ids: Iterable<string>): void {
    for (const id of ids) this.#touched.add(id)
    this.#later(CHANGES_AFTER)
  }

  /** Everything anew: another generation of rows, or other reference words. */
  rebuild(): void {
    this.#generation = null
    this.#later(MORE_AFTER)
  }

  end(): void {
    this.#ended = true
    clearTimeout(this.#timer)
    this.#search.end()
  }

  #later(delay: number): void {
    if (this.#ended || this.#timer !== undefined) return
    this.#timer = setTimeout(() => {
      // A store that closes under it ends it: the next unlocking builds it anew.
      void this.#work().catch(() => undefined)
    }, delay)
  }

  async #work(): Promise<void> {
    try {
      const table = shownTable(await this.#head())
      if (table !== this.#generation) await this.#readAll(table)
      await this.#readTouched(table)
    } finally {
      this.#timer = undefined
    }
    if (this.#touched.size > 0 || this.#generation === null) this.#later(MORE_AFTER)
  }

  async #readAll(table: Generation): Promise<void> {
    this.#generation = table
    this.#search.end()
    this.#search = new Search()
    for await (const rows of this.#store.walk(table)) {
      if (this.#ended || this.#generation !== table) return
      this.#witness.seen(table, rows)
      await this.#put(rows)
    }
    this.#witness.walked(table)
    await this.#put(await this.#store.all('local'))
  }

  #readTouched(table: Generation): Promise<void> {
    const reading = this.#takeTouched(table)
    this.#reading = Promise.allSettled([this.#reading, reading]).then(() => undefined)
    return reading
  }

  async #takeTouched(table: Generation): Promise<void> {
    const ids = [...this.#touched].slice(0, CHUNK)
    for (const id of ids) this.#touched.delete(id)
    const [base, local] = await Promise.all([this.#store.getMany(table, ids), this.#store.getMany('local', ids)])
    const rows = ids.map((_id, i) => local[i] ?? base[i])
    await this.#put(rows.filter((row) => row !== undefined))
    this.#search.remove(ids.filter((_id, i) => rows[i] === undefined))
  }

  async #put(rows: readonly RecordRow[]): Promise<void> {
    if (this.#ended) return
    const own = rows.filter((row) => row.device_id === this.#device.id).map(({ id }) => id)
    const ops = byRecord(await this.#store.opsOf(own))
    const lines = rows.map((row) => {
      const known = ops.get(row.id) ?? []
      const provisional = provisionalNo(known, this.#device.no)
      return searchLine(shown(row, known, this.#device.no), provisional, this.#reference)
    })
    this.#search.put(lines)
  }
}

/** Which shown rows a commit made others; null: all of them, because another generation is shown. */
export function recordsOf(
  writes: readonly { table: string; key: string | number }[],
  before: Head | null,
  now: Head,
): string[] | null {
  if (before !== null && before.generation !== now.generation) return null
  const shadow = shadowTable(now)
  const rows = writes.filter(({ table }) => (table.startsWith('base') && table !== shadow) || table === 'local')
  return [...new Set(rows.map(({ key }) => String(key)))]
}
