// The server's rows of a generation: those that came by the page in segments, and over them, one by one, those that came or
// changed since. A row stands in at most one segment; its own entry, if there is one, says more.
import { newestFirst } from '@sync/client/view.ts'
import type { Generation, Page, RecordRow, Write } from '@sync/client/ports.ts'
import { result } from './database'
import { takeMany } from './neighbours'
import { sealed, unsealed, type Stored } from './rows'
import { segmentsOf } from './schema'
import { SegmentShelf } from './segment_shelf'
import type { Seal } from './sealing'
import { cut, newestIn, oldestIn, reaches, reachingAny, SIZES, type SegmentKey, type Sizes } from './segments'

/** `value: null` deletes. Without a key the value holds its own. */
export interface Put {
  store: string
  key?: IDBValidKey
  value: object | null
}
/** A row's own entry; without a box it says that the row is gone from its segment. */
type Entry = { id: string } & Partial<Stored>
export type BaseWrite = Extract<Write, { table: Generation }>

const CHUNK = 500

export class BaseRows {
  readonly #database: IDBDatabase
  readonly #seal: Seal
  readonly #shelf: SegmentShelf
  readonly #sizes: Sizes

  constructor(database: IDBDatabase, seal: Seal, sizes: Sizes = SIZES) {
    this.#database = database
    this.#seal = seal
    this.#shelf = new SegmentShelf(seal)
    this.#sizes = sizes
  }

  async getMany(table: Generation, ids: readonly string[]): Promise<(RecordRow | undefined)[]> {
    const reading = this.#reading(table)
    const entries = reading.objectStore(table)
    const [own, keys] = await Promise.all([takeMany<Entry>(entries, ids), this.#shelf.keys(reading, table)])
    const missing = ids.filter((_id, i) => own[i] === undefined)
    const wanted = reachingAny(keys, missing)
    const segments = await this.#shelf.fetch(reading, table, wanted)()
    const inSegment = (id: string) => segments.find((rows) => rows.has(id))?.get(id)
    const row = async (id: string, entry: Entry | undefined) => (entry ? this.#opened(table, entry) : inSegment(id))
    return Promise.all(ids.map((id, i) => row(id, own[i])))
  }

  /** Newest first. Segments are opened from the newest on, until what is left is older than the page. */
  async page(table: Generation, page: Page): Promise<RecordRow[]> {
    const reading = this.#reading(table)
    const [own, keys] = await Promise.all([
      ownPage(reading.objectStore(table), page),
      this.#shelf.keys(reading, table, page.kind),
    ])
    const found = (await Promise.all(own.map((entry) => this.#opened(table, entry)))).filter((row) => row !== undefined)
    const { before, limit } = page
    const open = keys.filter((key) => before === undefined || oldestIn(key) <= before.at).sort(byNewest)
    for (const key of open) {
      found.sort(newestFirst)
      const last = found[limit - 1]
      if (last !== undefined && last.at > newestIn(key)) break
      const rows = await this.#standing(table, key)
      found.push(...rows.filter((row) => before === undefined || newestFirst(row, before) > 0))
    }
    return found.sort(newestFirst).slice(0, limit)
  }

  /** All rows in some order, by the chunk; no transaction is held open between them. */
  async *walk(table: Generation): AsyncGenerator<RecordRow[]> {
    for (const key of (await this.#shelf.keys(this.#reading(table), table)).sort(byNewest)) {
      yield this.#standing(table, key)
    }
    for (let after = ''; ;) {
      const range = IDBKeyRange.lowerBound(after, true)
      const own = await result<Entry[]>(this.#reading(table).objectStore(table).getAll(range, CHUNK))
      yield (await Promise.all(own.map((entry) => this.#opened(table, entry)))).filter((row) => row !== undefined)
      if (own.length < CHUNK) return
      after = own.at(-1)!.id
    }
  }

  /**
   * What a commit puts where. It holds as long as nobody else commits in between, which the head's version guards.
   * `isEmptied`: the generation is cleared first.
   */
  async puts(table: Generation, writes: readonly BaseWrite[], isEmptied: boolean): Promise<Put[]> {
    const latest = [...new Map(writes.map((write) => [String(write.key), write])).values()]
    const rows = latest.flatMap(({ value }) => (value === null ? [] : [value]))
    const isPage = rows.length >= this.#sizes.worth
    // A capture writes no row of the server's, and one row that changed asks for no segment.
    const asks = !isEmptied && (isPage || rows.length < latest.length)
    const keys = asks ? await this.#shelf.keys(this.#reading(table), table) : []
    const fresh = isPage && !isEmptied ? await this.#fresh(table, rows, keys) : rows
    const { segments } = cut(fresh, this.#sizes, () => crypto.randomUUID())
    const inSegment = new Set(segments.flatMap(({ rows }) => rows.map(({ id }) => id)))
    const single = latest.filter(({ key }) => !inSegment.has(String(key)))
    return Promise.all([
      ...segments.map(async (each) => ({
        store: segmentsOf(table),
        key: each.key,
        value: await this.#shelf.close(table, each),
      })),
      ...single.map((write) => this.#single(write, keys)),
    ])
  }

  async #single(write: BaseWrite, keys: readonly SegmentKey[]): Promise<Put> {
    const { table, key, value } = write
    if (value !== null) return { store: table, value: await sealed(this.#seal, write) }
    const id = String(key)
    // Deleting the entry alone would bring back what the segment has.
    return keys.some((each) => reaches(each, id)) ? { store: table, value: { id } } : { store: table, key, value: null }
  }

  /** The rows that the generation does not hold yet. */
  async #fresh(table: Generation, rows: readonly RecordRow[], keys: readonly SegmentKey[]): Promise<RecordRow[]> {
    const ids = rows.map(({ id }) => id).sort()
    const [first, last] = [ids[0]!, ids.at(-1)!]
    const reading = this.#reading(table)
    const own = result(reading.objectStore(table).getAllKeys(IDBKeyRange.bound(first, last)))
    const near = this.#shelf.fetch(
      reading,
      table,
      keys.filter((key) => reaches(key, first, last)),
    )
    const held = new Set<unknown>(await own)
    const segments = await near()
    return rows.filter(({ id }) => !held.has(id) && !segments.some((segment) => segment.has(id)))
  }

  /** A segment's rows without those that have an entry of their own. */
  async #standing(table: Generation, key: SegmentKey): Promise<RecordRow[]> {
    const reading = this.#reading(table)
    const range = IDBKeyRange.bound(key[3], key[4])
    const own = result(reading.objectStore(table).getAllKeys(range))
    const fetched = this.#shelf.fetch(reading, table, [key])
    const held = new Set<unknown>(await own)
    const [rows] = await fetched()
    return [...rows!.values()].filter(({ id }) => !held.has(id))
  }

  #reading(table: Generation): IDBTransaction {
    return this.#database.transaction([table, segmentsOf(table)])
  }

  async #opened(table: Generation, { id, box }: Entry): Promise<RecordRow | undefined> {
    return box && unsealed(this.#seal, table, id, { box })
  }
}

const byNewest = (a: SegmentKey, b: SegmentKey): number => (newestIn(a) < newestIn(b) ? 1 : -1)

/** Entries of the range that the page asks for. An index cannot be read backwards in one request in every browser. */
function ownPage(store: IDBObjectStore, { before, kind, limit }: Page): Promise<Entry[]> {
  const start = kind === undefined ? [] : [kind]
  // An array sorts after every text, so it ends what begins with `start`.
  const end = before === undefined ? [...start, []] : [...start, before.at, before.id]
  const index = store.index(kind === undefined ? 'newest' : 'newest_of_kind')
  return new Promise((resolve, reject) => {
    const rows: Entry[] = []
    const walk = index.openCursor(IDBKeyRange.bound(start, end, false, true), 'prev')
    walk.onerror = () => reject(walk.error ?? new Error('cursor'))
    walk.onsuccess = () => {
      const cursor = walk.result
      if (cursor === null || rows.length === limit) return resolve(rows)
      rows.push(cursor.value as Entry)
      cursor.continue()
    }
  })
}
