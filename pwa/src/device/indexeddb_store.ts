// The engine's durable store in IndexedDB: every row sealed before a transaction opens, opened after it has ended, and
// every commit on disk before it is called one.
import { StoreFailed, type Key, type OpRow, type OpState, type Page, type RecordRow } from '@sync/client/ports.ts'
import type { Generation, Store, TableName, Tables, Write } from '@sync/client/ports.ts'
import { completed, result, writing } from './database'
import { sealed, unsealed, type Stored, type StoredHead } from './rows'
import type { Seal } from './sealing'

const HEAD = 'head'
type StoredRow = Stored & { id: string }
type StoredOp = Stored & { op_seq: number }

export class IndexedDbStore implements Store {
  readonly #database: IDBDatabase
  readonly #seal: Seal
  readonly #committed: (writes: readonly Write[]) => void

  /** `committed` hears of every commit once it is on disk. */
  constructor(database: IDBDatabase, seal: Seal, committed: (writes: readonly Write[]) => void = () => undefined) {
    this.#database = database
    this.#seal = seal
    this.#committed = committed
  }

  async get<T extends TableName>(table: T, key: Key): Promise<Tables[T] | undefined> {
    return (await this.getMany(table, [key]))[0]
  }

  async getMany<T extends TableName>(table: T, keys: readonly Key[]): Promise<(Tables[T] | undefined)[]> {
    if (keys.length === 0) return []
    const stored = await attempt(() => {
      const store = this.#reading(table)
      return Promise.all(keys.map((key) => result<Stored | undefined>(store.get(key))))
    })
    const open = async (row: Stored | undefined, i: number) => row && unsealed(this.#seal, table, keys[i]!, row)
    return attempt(() => Promise.all(stored.map(open)))
  }

  async all<T extends 'local' | 'conflicts' | 'drafts'>(table: T): Promise<Tables[T][]> {
    const stored = await attempt(() => result<StoredRow[]>(this.#reading(table).getAll()))
    return this.#opened(table, stored)
  }

  async page(table: Generation, { before, kind, limit }: Page): Promise<RecordRow[]> {
    const start = kind === undefined ? [] : [kind]
    // An array sorts after every text, so it ends what begins with `start`.
    const end = before === undefined ? [...start, []] : [...start, before.at, before.id]
    const range = IDBKeyRange.bound(start, end, false, true)
    const index = kind === undefined ? 'newest' : 'newest_of_kind'
    const stored = await attempt(() => last<StoredRow>(this.#reading(table).index(index), range, limit))
    return this.#opened(table, stored)
  }

  /** Server rows by id, from `after` on: a way through all of them that holds no transaction for long. */
  async scan(table: Generation, after: string, limit: number): Promise<RecordRow[]> {
    const range = IDBKeyRange.lowerBound(after, true)
    return this.#opened(table, await attempt(() => result<StoredRow[]>(this.#reading(table).getAll(range, limit))))
  }

  async opsIn(state: OpState, after: number, limit: number): Promise<OpRow[]> {
    const range = IDBKeyRange.bound([state, after], [state, Infinity], true)
    return this.#ops(await attempt(() => result(this.#reading('ops').index('state').getAll(range, limit))))
  }

  async opsOf(recordIds: readonly string[]): Promise<OpRow[]> {
    if (recordIds.length === 0) return []
    const found = await attempt(() => {
      const index = this.#reading('ops').index('record')
      const range = (id: string) => IDBKeyRange.bound([id], [id, Infinity])
      return Promise.all(recordIds.map((id) => result<StoredOp[]>(index.getAll(range(id)))))
    })
    return this.#ops(found.flat().sort((a, b) => a.op_seq - b.op_seq))
  }

  async commit(writes: readonly Write[], expected: number, emptied?: Generation): Promise<boolean> {
    const rows = await Promise.all(writes.map((write) => sealed(this.#seal, write)))
    const stores = [HEAD, ...writes.map(({ table }) => table), ...(emptied ? [emptied] : [])]
    const isWritten = await attempt(() => this.#write(writes, rows, [...new Set<string>(stores)], expected, emptied))
    if (isWritten) this.#committed(writes)
    return isWritten
  }

  async #write(
    writes: readonly Write[],
    rows: readonly (object | null)[],
    stores: readonly string[],
    expected: number,
    emptied: Generation | undefined,
  ): Promise<boolean> {
    const transaction = writing(this.#database, stores)
    const done = completed(transaction)
    const current = result<StoredHead | undefined>(transaction.objectStore(HEAD).get(HEAD))
    const isOurTurn = current.then((head) => {
      if ((head?.version ?? 0) !== expected) return false
      if (emptied) transaction.objectStore(emptied).clear()
      writes.forEach(({ table, key }, i) => write(transaction.objectStore(table), key, rows[i] ?? null))
      return true
    })
    // Both are awaited: a write the database refuses to begin must not pass for a commit of nothing.
    return (await Promise.all([abortedBy(transaction, isOurTurn), done]))[0]
  }

  #reading(table: TableName): IDBObjectStore {
    return this.#database.transaction(table).objectStore(table)
  }

  #ops(stored: StoredOp[]): Promise<OpRow[]> {
    return attempt(() => Promise.all(stored.map((row) => unsealed(this.#seal, 'ops', row.op_seq, row))))
  }

  #opened<T extends Exclude<TableName, 'ops' | 'head'>>(table: T, stored: StoredRow[]): Promise<Tables[T][]> {
    return attempt(() => Promise.all(stored.map((row) => unsealed(this.#seal, table, row.id, row))))
  }
}

function write(store: IDBObjectStore, key: Key, row: object | null): void {
  if (row === null) store.delete(key)
  else if (store.keyPath === null) store.put(row, key)
  else store.put(row)
}

/** An error in the middle of a transaction ends it: what was written before must not stand alone. */
async function abortedBy<T>(transaction: IDBTransaction, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    transaction.abort()
    throw error
  }
}

/** The last rows of a range, backwards. An index cannot be read backwards in one request in every browser. */
function last<T>(index: IDBIndex, range: IDBKeyRange, limit: number): Promise<T[]> {
  return new Promise((resolve, reject) => {
    const rows: T[] = []
    const walk = index.openCursor(range, 'prev')
    walk.onerror = () => reject(walk.error ?? new Error('cursor'))
    walk.onsuccess = () => {
      const cursor = walk.result
      if (cursor === null || rows.length === limit) return resolve(rows)
      rows.push(cursor.value as T)
      cursor.continue()
    }
  })
}

/** Foreign errors end here: a quota, an abort, a closed database and an unreadable row are all StoreFailed. */
async function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown'
    throw new StoreFailed(name === 'QuotaExceededError' ? 'store_full' : 'store_failed', { cause: error })
  }
}
