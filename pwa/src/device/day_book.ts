// What 今日 shows, in memory: the newest records and all that wait for somebody, however old. It is read once at unlocking,
// completed by the search's walk through everything, and kept in step by the commits themselves: showing it reads nothing.
import { duesOf } from '@sync/dues.ts'
import { shownTable } from '@sync/client/head.ts'
import { StoreFailed } from '@sync/client/ports.ts'
import type { Generation, Head, OpRow, RecordRow, Store, Write } from '@sync/client/ports.ts'
import { newestFirst } from '@sync/client/view.ts'
import { kindOf, stateOf } from '@/contract'
import { shown } from './shown'
import type { Day, Shown } from './tablet'

const NEWEST = 200
/** Of what waits without a term no more than this is kept, the newest: nobody reads on. What has a term is kept whole. */
const WITHOUT_TERM = 1000

type Ops = ReadonlyMap<number, OpRow>

export class DayBook {
  readonly #store: Store
  readonly #deviceNo: string
  #table: Generation | null = null
  #base = new Map<string, RecordRow>()
  #local = new Map<string, RecordRow>()
  #ops = new Map<string, Ops>()
  /** What commits have said since reading began: whatever was read is older. */
  #told = new Set<string>()
  #withoutTerm = 0
  #shown = new Map<string, Shown>()
  #day: Day | null = null
  #failure: StoreFailed | null = null
  #isRead = false
  #isComplete = false

  constructor(store: Store, deviceNo: string) {
    this.#store = store
    this.#deviceNo = deviceNo
  }

  /** Null until the first reading has ended; throws what made it fail. */
  day(): Day | null {
    if (this.#failure !== null) throw this.#failure
    if (!this.#isRead) return null
    this.#day ??= { records: this.#records(), complete: this.#isComplete }
    return this.#day
  }

  /** Everything anew, from the generation that is shown. */
  async read(head: Head): Promise<void> {
    this.#failure = null
    await this.#read(head).catch((error: unknown) => {
      this.#failure = error instanceof StoreFailed ? error : new StoreFailed('store_failed', { cause: error })
    })
  }

  async #read(head: Head): Promise<void> {
    const table = shownTable(head)
    this.#begin(table)
    const [newest, locals, mine] = await Promise.all([
      this.#store.page(table, { limit: NEWEST }),
      this.#store.all('local'),
      this.#store.opsIn('attention', 0, NEWEST),
    ])
    const theirs = await this.#store.getMany(table, [...new Set(mine.map(({ record_id }) => record_id))])
    const rows = [...newest, ...theirs.filter((row) => row !== undefined)]
    const ops = await this.#store.opsOf([...new Set([...rows, ...locals].map(({ id }) => id))])
    if (this.#table !== table) return
    this.#take(rows, locals, ops)
    this.#isRead = true
    this.#day = null
  }

  #begin(table: Generation): void {
    this.#table = table
    for (const each of [this.#base, this.#local, this.#ops, this.#told, this.#shown]) each.clear()
    this.#withoutTerm = 0
    this.#isComplete = false
  }

  #take(rows: readonly RecordRow[], locals: readonly RecordRow[], ops: readonly OpRow[]): void {
    for (const row of rows) if (!this.#told.has(row.id)) this.#base.set(row.id, row)
    for (const row of locals) if (!this.#told.has(row.id)) this.#local.set(row.id, row)
    for (const op of ops) if (!this.#ops.get(op.record_id)?.has(op.op_seq)) this.#putOp(op.op_seq, op)
  }

  /** Rows of a walk through everything, newest first; what waits among them is kept. */
  seen(table: Generation, rows: readonly RecordRow[]): void {
    if (table !== this.#table) return
    for (const row of rows) if (!this.#told.has(row.id) && !this.#base.has(row.id)) this.#keepWaiting(row)
  }

  #keepWaiting(row: RecordRow): void {
    const kind = kindOf(row.kind)
    if (!kind || !mayWait(row)) return
    const hasTerm = duesOf(kind, row.status, row.values).length > 0
    if (!hasTerm && (this.#withoutTerm += 1) > WITHOUT_TERM) return
    this.#base.set(row.id, row)
    this.#day = null
  }

  walked(table: Generation): void {
    if (table !== this.#table) return
    this.#isComplete = true
    this.#day = null
  }

  /** False when another generation is shown now, and all must be read again. */
  committed(writes: readonly Write[], head: Head): boolean {
    const table = shownTable(head)
    if (table !== this.#table) return false
    for (const { table: where, key, value } of writes) {
      if (where === table) this.#putRow(this.#base, String(key), value)
      else if (where === 'local') this.#putRow(this.#local, String(key), value)
      else if (where === 'ops') this.#putOp(Number(key), value)
    }
    this.#day = null
    return true
  }

  /** Another tab's commit says only which records it changed. */
  async reread(ids: readonly string[]): Promise<void> {
    const table = this.#table
    if (table === null) return
    const [rows, locals, ops] = await Promise.all([
      this.#store.getMany(table, ids),
      this.#store.getMany('local', ids),
      this.#store.opsOf(ids),
    ])
    if (table !== this.#table) return
    ids.forEach((id, at) => {
      this.#ops.delete(id)
      this.#putRow(this.#base, id, rows[at] ?? null)
      this.#putRow(this.#local, id, locals[at] ?? null)
    })
    for (const op of ops) this.#putOp(op.op_seq, op)
    this.#day = null
  }

  #putRow(rows: Map<string, RecordRow>, id: string, row: RecordRow | null): void {
    if (row === null) rows.delete(id)
    else rows.set(id, row)
    this.#told.add(id)
    this.#shown.delete(id)
  }

  #putOp(opSeq: number, op: OpRow | null): void {
    // An operation leaves the tablet long after it was decided: what it said is in the row by then.
    if (op === null) return
    this.#ops.set(op.record_id, new Map(this.#ops.get(op.record_id)).set(opSeq, op))
    this.#shown.delete(op.record_id)
  }

  #records(): Shown[] {
    const rows = [...new Map([...this.#base, ...this.#local]).values()].sort(newestFirst)
    const kept = rows.filter((row, place) => place < NEWEST || mayWait(row) || this.#isMine(row.id))
    if (kept.length < rows.length) this.#forget(rows, new Set(kept))
    return kept.map((row) => this.#shownOf(row))
  }

  /** A long day leaves rows behind that are neither new nor waiting. */
  #forget(rows: readonly RecordRow[], kept: ReadonlySet<RecordRow>): void {
    for (const row of rows)
      if (!kept.has(row)) for (const each of [this.#base, this.#local, this.#ops, this.#shown]) each.delete(row.id)
  }

  #isMine(id: string): boolean {
    return [...(this.#ops.get(id)?.values() ?? [])].some((op) => op.state === 'attention')
  }

  #shownOf(row: RecordRow): Shown {
    const known = this.#shown.get(row.id)
    if (known?.row === row) return known
    const made = shown(row, [...(this.#ops.get(row.id)?.values() ?? [])], this.#deviceNo)
    this.#shown.set(row.id, made)
    return made
  }
}

/** Whether a record in this state may be on somebody's list; only what is due in it is not asked here. */
function mayWait({ kind: code, status }: RecordRow): boolean {
  const kind = kindOf(code)
  const state = kind && stateOf(kind, status)
  if (!kind || !state) return false
  const isOpen = !state.final && (state.tone === 'waiting' || state.tone === 'attention')
  return isOpen || kind.dues.some((due) => due.states.includes(status))
}
