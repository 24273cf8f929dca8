// A tablet's disk: the engine's own memory store, which survives crashes, seen through one running process of the tablet.
import { StoreFailed } from '../../sync/client/ports.ts'
import type {
  Generation,
  Page,
  Store,
  TableName,
  Tables,
  Key,
  Write,
  OpState,
  UploadState,
} from '../../sync/client/ports.ts'

/** What becomes of a commit: it fails and nothing is written, the process ends before or after it, or it waits to be told. */
export type Mishap = 'abort' | 'die_before' | 'die_after' | 'hold'

export interface Told {
  /** The process ends: nothing it waits for ever comes. */
  died(): void
  /** A commit waits; resolves to what shall become of it. */
  held(): Promise<'commit' | 'abort'>
}

const never = <T>(): Promise<T> => new Promise<T>(() => undefined)

/** The disk as one process of the tablet reaches it. Once that process is dead, nothing it does reaches the disk. */
export class Disk implements Store {
  alive = true
  private mishaps: { nth: number; what: Mishap }[] = []
  private readonly stored: Store
  private readonly told: Told

  constructor(stored: Store, told: Told) {
    this.stored = stored
    this.told = told
  }

  /** The nth commit from now on meets this. */
  plan(nth: number, what: Mishap): void {
    this.mishaps.push({ nth, what })
  }

  /** Nothing more goes wrong. */
  calm(): void {
    this.mishaps = []
  }

  async commit(writes: readonly Write[], expected: number, emptied?: Generation): Promise<boolean> {
    if (!this.alive) return never()
    const mishap = this.due()
    if (mishap === 'die_before') return this.die()
    if (mishap === 'abort') throw new StoreFailed('the disk is full')
    if (mishap === 'hold' && (await this.told.held()) === 'abort') throw new StoreFailed('the browser aborted it')
    if (!this.alive) return never()
    const done = await this.stored.commit(writes, expected, emptied)
    return mishap === 'die_after' ? this.die() : done
  }

  get<T extends TableName>(table: T, key: Key): Promise<Tables[T] | undefined> {
    return this.alive ? this.stored.get(table, key) : never()
  }

  getMany<T extends TableName>(table: T, keys: readonly Key[]): Promise<(Tables[T] | undefined)[]> {
    return this.alive ? this.stored.getMany(table, keys) : never()
  }

  all<T extends 'local' | 'conflicts' | 'drafts'>(table: T): Promise<Tables[T][]> {
    return this.alive ? this.stored.all(table) : never()
  }

  page(table: Generation, page: Page): ReturnType<Store['page']> {
    return this.alive ? this.stored.page(table, page) : never()
  }

  opsIn(state: OpState, after: number, limit: number): ReturnType<Store['opsIn']> {
    return this.alive ? this.stored.opsIn(state, after, limit) : never()
  }

  opsOf(recordIds: readonly string[]): ReturnType<Store['opsOf']> {
    return this.alive ? this.stored.opsOf(recordIds) : never()
  }

  uploadsIn(state: UploadState, limit: number): ReturnType<Store['uploadsIn']> {
    return this.alive ? this.stored.uploadsIn(state, limit) : never()
  }

  private die(): Promise<never> {
    this.alive = false
    this.told.died()
    return never()
  }

  private due(): Mishap | undefined {
    const found = this.mishaps.find((each) => each.nth === 1)
    this.mishaps = this.mishaps.filter((each) => each.nth > 1).map((each) => ({ ...each, nth: each.nth - 1 }))
    return found?.what
  }
}
