// What the screens read of an open tablet.
import type { Engine } from '@sync/client/engine.ts'
import type { ConflictRow, DraftRow, OpRow, OpState, Page, RecordRow } from '@sync/client/ports.ts'
import type { IndexedDbStore } from './indexeddb_store'
import type { SearchFeed } from './search_feed'
import { byRecord, shown } from './shown'
import type { Detail, Shown } from './tablet'

export class Readings {
  readonly #engine: Engine
  readonly #store: IndexedDbStore
  readonly #search: SearchFeed
  readonly #deviceNo: string

  constructor(engine: Engine, store: IndexedDbStore, search: SearchFeed, deviceNo: string) {
    this.#engine = engine
    this.#store = store
    this.#search = search
    this.#deviceNo = deviceNo
  }

  async records(page: Page): Promise<Shown[]> {
    return this.#shown(await this.#engine.records(page))
  }

  async record(id: string): Promise<Detail | null> {
    const row = await this.#engine.record(id)
    if (row === undefined) return null
    const [ops, conflicts] = await Promise.all([this.#store.opsOf([id]), this.conflicts()])
    const about = conflicts.filter((conflict) => conflict.record_id === id)
    return { ...shown(row, ops, this.#deviceNo), ops, conflicts: about }
  }

  async search(query: string, limit: number): Promise<Shown[]> {
    const ids = await this.#search.find(query, limit)
    const rows = await Promise.all(ids.map((id) => this.#engine.record(id)))
    return this.#shown(rows.filter((row) => row !== undefined))
  }

  operations(state: OpState, after: number, limit: number): Promise<OpRow[]> {
    return this.#store.opsIn(state, after, limit)
  }

  async operation(opSeq: number): Promise<OpRow | null> {
    return (await this.#store.get('ops', opSeq)) ?? null
  }

  /** Those nobody has decided yet. */
  async conflicts(): Promise<ConflictRow[]> {
    return (await this.#store.all('conflicts')).filter((conflict) => conflict.resolved_by === null)
  }

  /** How many there are beside this tablet's own operations: one of them that met a conflict is counted already. */
  async conflictsBeside(): Promise<number> {
    const open = await this.conflicts()
    const ops = await this.#store.opsOf([...new Set(open.map(({ record_id }) => record_id))])
    const own = new Set(ops.filter(({ state }) => state === 'attention').map(({ op_id }) => op_id))
    return open.filter(({ id }) => !own.has(id)).length
  }

  async drafts(actorId: string): Promise<DraftRow[]> {
    const own = (await this.#store.all('drafts')).filter((draft) => draft.actor_id === actorId)
    return own.sort((a, b) => (a.updated_at < b.updated_at ? 1 : -1))
  }

  /** One read for the operations of a whole page. */
  async #shown(rows: readonly RecordRow[]): Promise<Shown[]> {
    const ops = byRecord(await this.#store.opsOf(rows.map(({ id }) => id)))
    return rows.map((row) => shown(row, ops.get(row.id) ?? [], this.#deviceNo))
  }
}
