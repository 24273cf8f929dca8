// The store in memory, for tests and the simulation. It keeps the promises of the port and can be made to fail at a commit.
import { StoreFailed, type Generation, type Key, type OpRow, type OpState, type Page } from './ports.ts'
import type { RecordRow, Store, TableName, Tables, UploadRow, UploadState, Write } from './ports.ts'
import { newestFirst } from './view.ts'

/** `abort`: the commit fails, nothing written · `die_before`, `die_after`: the process ends on this side or that of the commit. */
export type CommitFault = 'none' | 'abort' | 'die_before' | 'die_after'

/** The process that held this store is no more; what it still tries comes to nothing. */
export class Died extends Error {}

type Rows = { [T in TableName]: Map<Key, Tables[T]> }

const noRows = (): Rows => ({
  base0: new Map(),
  base1: new Map(),
  local: new Map(),
  ops: new Map(),
  conflicts: new Map(),
  drafts: new Map(),
  uploads: new Map(),
  blobs: new Map(),
  previews: new Map(),
  head: new Map(),
})

export class MemoryStore implements Store {
  readonly #rows: Rows
  readonly #fault: (writes: readonly Write[]) => CommitFault
  #isDead = false

  constructor(fault: (writes: readonly Write[]) => CommitFault = () => 'none', rows: Rows = noRows()) {
    this.#fault = fault
    this.#rows = rows
  }

  /** The same disk in the hands of a new process; the old one is dead. */
  reopened(fault: (writes: readonly Write[]) => CommitFault = () => 'none'): MemoryStore {
    this.#isDead = true
    return new MemoryStore(fault, this.#rows)
  }

  async get<T extends TableName>(table: T, key: Key): Promise<Tables[T] | undefined> {
    return this.#table(table).get(key)
  }

  async getMany<T extends TableName>(table: T, keys: readonly Key[]): Promise<(Tables[T] | undefined)[]> {
    const rows = this.#table(table)
    return keys.map((key) => rows.get(key))
  }

  async all<T extends 'local' | 'conflicts' | 'drafts'>(table: T): Promise<Tables[T][]> {
    return [...this.#table(table).values()]
  }

  async page(table: Generation, { before, kind, limit }: Page): Promise<RecordRow[]> {
    const rows = [...this.#table(table).values()]
      .filter((row) => kind === undefined || row.kind === kind)
      .filter((row) => before === undefined || newestFirst(row, before) > 0)
    return rows.sort(newestFirst).slice(0, limit)
  }

  async opsIn(state: OpState, after: number, limit: number): Promise<OpRow[]> {
    return this.#ops((op) => op.state === state && op.op_seq > after).slice(0, limit)
  }

  async opsOf(recordIds: readonly string[]): Promise<OpRow[]> {
    const wanted = new Set(recordIds)
    return this.#ops((op) => wanted.has(op.record_id))
  }

  async uploadsIn(state: UploadState, limit: number): Promise<UploadRow[]> {
    const found = [...this.#table('uploads').values()].filter((row) => row.state === state)
    return found.sort(oldestFirst).slice(0, limit)
  }

  async commit(writes: readonly Write[], expected: number, emptied?: Generation): Promise<boolean> {
    const version = this.#table('head').get('head')?.version ?? 0
    if (version !== expected) return false
    const fault = this.#fault(writes)
    if (fault === 'abort') throw new StoreFailed('the commit was aborted')
    if (fault === 'die_before') this.#die()
    if (emptied !== undefined) this.#rows[emptied].clear()
    for (const write of writes) this.#write(write)
    if (fault === 'die_after') this.#die()
    return true
  }

  #write<T extends TableName>({ table, key, value }: { table: T; key: Key; value: Tables[T] | null }): void {
    if (value === null) this.#rows[table].delete(key)
    else this.#rows[table].set(key, value)
  }

  #ops(wanted: (op: OpRow) => boolean): OpRow[] {
    return [...this.#table('ops').values()].filter(wanted).sort((a, b) => a.op_seq - b.op_seq)
  }

  #table<T extends TableName>(table: T): Map<Key, Tables[T]> {
    if (this.#isDead) throw new Died()
    return this.#rows[table]
  }

  #die(): never {
    this.#isDead = true
    throw new Died()
  }
}

function oldestFirst(one: UploadRow, other: UploadRow): number {
  if (one.at !== other.at) return one.at < other.at ? -1 : 1
  return one.name < other.name ? -1 : 1
}
