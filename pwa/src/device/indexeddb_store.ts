// The engine's durable store in IndexedDB: every row sealed before a transaction opens, opened after it has ended, and
// every commit on disk before it is called one.
import { StoreFailed, type Key, type OpRow, type OpState, type Page, type RecordRow } from '@sync/client/ports.ts'
import type { Generation, Store, TableName, Tables, UploadRow, UploadState, Write } from '@sync/client/ports.ts'
import { BaseRows, type BaseWrite, type Put } from './base_rows'
import { completed, result, writing } from './database'
import { neighbours, takeMany } from './neighbours'
import { sealed, unsealed, type Stored, type StoredHead } from './rows'
import { segmentsOf } from './schema'
import type { Seal } from './sealing'
import { SIZES, type Sizes } from './segments'

const HEAD = 'head'
const GENERATIONS: readonly Generation[] = ['base0', 'base1']
const isGeneration = (table: TableName): table is Generation => table === 'base0' || table === 'base1'
type StoredRow = Stored & { id: string }
type StoredUpload = Stored & { name: string }
type StoredOp = Stored & { op_seq: number; record_id: string }

export class IndexedDbStore implements Store {
  readonly #database: IDBDatabase
  readonly #seal: Seal
  readonly #base: BaseRows
  readonly #committed: (writes: readonly Write[]) => void

  /** `committed` hears of every commit once it is on disk. */
  constructor(
    database: IDBDatabase,
    seal: Seal,
    committed: (writes: readonly Write[]) => void = () => undefined,
    sizes: Sizes = SIZES,
  ) {
    this.#database = database
    this.#seal = seal
    this.#base = new BaseRows(database, seal, sizes)
    this.#committed = committed
  }

  async get<T extends TableName>(table: T, key: Key): Promise<Tables[T] | undefined> {
    return (await this.getMany(table, [key]))[0]
  }

  async getMany<T extends TableName>(table: T, keys: readonly Key[]): Promise<(Tables[T] | undefined)[]> {
    if (keys.length === 0) return []
    if (isGeneration(table)) {
      const rows = attempt(() => this.#base.getMany(table, keys.map(String)))
      return rows as Promise<(Tables[T] | undefined)[]>
    }
    const stored = await attempt(() => takeMany<Stored>(this.#reading(table), keys))
    const open = async (row: Stored | undefined, i: number) => row && unsealed(this.#seal, table, keys[i]!, row)
    return attempt(() => Promise.all(stored.map(open)))
  }

  async all<T extends 'local' | 'conflicts' | 'drafts'>(table: T): Promise<Tables[T][]> {
    const stored = await attempt(() => result<StoredRow[]>(this.#reading(table).getAll()))
    return this.#opened(table, stored)
  }

  async page(table: Generation, page: Page): Promise<RecordRow[]> {
    return attempt(() => this.#base.page(table, page))
  }

  /** All server rows of a generation in some order, by the chunk, without holding a transaction for long. */
  async *walk(table: Generation): AsyncGenerator<RecordRow[]> {
    const chunks = this.#base.walk(table)
    for (;;) {
      const next = await attempt(() => chunks.next())
      if (next.done) return
      yield next.value
    }
  }

  async opsIn(state: OpState, after: number, limit: number): Promise<OpRow[]> {
    const range = IDBKeyRange.bound([state, after], [state, Infinity], true)
    return this.#ops(await attempt(() => result(this.#reading('ops').index('state').getAll(range, limit))))
  }

  async opsOf(recordIds: readonly string[]): Promise<OpRow[]> {
    if (recordIds.length === 0) return []
    const wanted = new Set(recordIds)
    const range = (first: Key, last: Key) => IDBKeyRange.bound([first], [last, Infinity])
    const found = await attempt(() => neighbours<StoredOp>(this.#reading('ops').index('record'), recordIds, range))
    const own = found.filter((op) => wanted.has(op.record_id))
    return this.#ops(own.sort((a, b) => a.op_seq - b.op_seq))
  }

  async uploadsIn(state: UploadState, limit: number): Promise<UploadRow[]> {
    // An array sorts after every text, so it ends what begins with the state.
    const range = IDBKeyRange.bound([state], [state, []])
    const find = () => result<StoredUpload[]>(this.#reading('uploads').index('state').getAll(range, limit))
    const stored = await attempt(find)
    return attempt(() => Promise.all(stored.map((row) => unsealed(this.#seal, 'uploads', row.name, row))))
  }

  async commit(writes: readonly Write[], expected: number, emptied?: Generation): Promise<boolean> {
    const isWritten = await attempt(async () => this.#write(await this.#puts(writes, emptied), expected, emptied))
    if (isWritten) this.#committed(writes)
    return isWritten
  }

  async #puts(writes: readonly Write[], emptied: Generation | undefined): Promise<Put[]> {
    const rows = (table: Generation) => writes.filter((write): write is BaseWrite => write.table === table)
    const others = writes.filter(({ table }) => !isGeneration(table))
    const puts = await Promise.all([
      ...GENERATIONS.map((table) => this.#base.puts(table, rows(table), emptied === table)),
      Promise.all(others.map((write) => this.#put(write))),
    ])
    return puts.flat()
  }

  async #put(write: Write): Promise<Put> {
    const { table, key } = write
    const value = await sealed(this.#seal, write)
    return { store: table, key, value }
  }

  async #write(puts: readonly Put[], expected: number, emptied: Generation | undefined): Promise<boolean> {
    const cleared = emptied ? [emptied, segmentsOf(emptied)] : []
    const transaction = writing(this.#database, [...new Set([HEAD, ...puts.map(({ store }) => store), ...cleared])])
    const done = completed(transaction)
    // Asked first, so answered before anything is written; nobody waits for the answer to begin, only to end.
    const isOurTurn = agreed(transaction, expected)
    const broken = begun(transaction, () => {
      for (const store of cleared) transaction.objectStore(store).clear()
      for (const put of puts) write(transaction.objectStore(put.store), put)
    })
    const [turn, end] = await Promise.allSettled([isOurTurn, done])
    if (broken !== null) throw broken
    if (turn.status === 'fulfilled' && !turn.value) return false
    for (const each of [turn, end]) if (each.status === 'rejected') throw each.reason
    return true
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

function write(store: IDBObjectStore, { key, value }: Put): void {
  if (value === null) store.delete(key!)
  else if (store.keyPath === null) store.put(value, key)
  else store.put(value)
}

/** Whether the head is the one the plan was made on; if not, the transaction ends with nothing written. */
async function agreed(transaction: IDBTransaction, expected: number): Promise<boolean> {
  const head = await result<StoredHead | undefined>(transaction.objectStore(HEAD).get(HEAD))
  const isOurTurn = (head?.version ?? 0) === expected
  if (isOurTurn) transaction.commit()
  else transaction.abort()
  return isOurTurn
}

/** What the database refused to begin, if anything: what was begun before must not stand alone. */
function begun(transaction: IDBTransaction, work: () => void): Error | null {
  try {
    work()
    return null
  } catch (error) {
    transaction.abort()
    return error instanceof Error ? error : new Error('refused')
  }
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
