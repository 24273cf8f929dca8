// A whole tablet in memory, behind the face the screens see: for component tests and for looking at screens without a server.
import { captureErrors, commandErrors, normalised } from '../../sync/validation.ts'
import { applyCommand, commandNamed } from '../../sync/lifecycle.ts'
import { recordState } from '../../sync/record_state.ts'
import type { Operation } from '../../sync/operation.ts'
import type { ConflictRow, DraftRow, OpRow, OpState, RecordRow, UploadRow } from '../../sync/client/ports.ts'
import { kindOf } from '../../pwa/src/contract.ts'
import { ReferenceIndex } from '../../pwa/src/reference/index.ts'
import type {
  Day,
  Detail,
  HistoryEntry,
  Origin,
  Outcome,
  Problem,
  Saved,
  ScreeningAnswer,
  Shown,
  Tablet,
  TabletState,
} from '../../pwa/src/device/tablet.ts'
import { operation, patchOf } from './operation.ts'
import { startingState } from './state.ts'

export interface World {
  records?: RecordRow[]
  ops?: OpRow[]
  conflicts?: ConflictRow[]
  drafts?: DraftRow[]
  uploads?: UploadRow[]
  reference?: ReferenceIndex
  history?: Record<string, HistoryEntry[]>
  notices?: ReturnType<Tablet['notices']>
  state?: Partial<TabletState>
  /** The only PIN that unlocks. */
  pin?: string
  now?: () => number
}

const nothing: Outcome = { ok: true, value: undefined }
const problem = (code: string, zh: string, en: string): { ok: false; problem: Problem } => ({
  ok: false,
  problem: { code, message: { zh, en } },
})

export class FakeTablet implements Tablet {
  readonly #listeners = new Set<() => void>()
  readonly #records: Map<string, RecordRow>
  readonly #ops: OpRow[]
  readonly #conflicts: ConflictRow[]
  readonly #drafts: Map<string, DraftRow>
  readonly #uploads: UploadRow[]
  readonly #files = new Map<string, Blob>()
  readonly #reference: ReferenceIndex
  readonly #history: Record<string, HistoryEntry[]>
  readonly notices: Tablet['notices']
  readonly #pin: string
  readonly #now: () => number
  #state: TabletState
  /** What the screens asked for last about updates. */
  dirty = false

  constructor(world: World = {}) {
    this.#records = new Map((world.records ?? []).map((row) => [row.id, row]))
    this.#ops = [...(world.ops ?? [])]
    this.#conflicts = [...(world.conflicts ?? [])]
    this.#drafts = new Map((world.drafts ?? []).map((draft) => [draft.id, draft]))
    this.#uploads = [...(world.uploads ?? [])]
    this.#reference = world.reference ?? new ReferenceIndex()
    this.#history = world.history ?? {}
    this.notices = () => world.notices ?? null
    this.#pin = world.pin ?? '246810'
    this.#now = world.now ?? Date.now
    this.#state = { ...startingState(), ...world.state }
    this.#recount()
  }

  state(): TabletState {
    return this.#state
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** What the world does to a tablet: it goes offline, its session ends, an update waits. */
  become(state: Partial<TabletState>): void {
    this.#state = { ...this.#state, ...state }
    for (const listener of this.#listeners) listener()
  }

  async enrol(code: string): Promise<Outcome> {
    if (code === 'EXPIRED') return problem('code_expired', '登记码已过期，请向管理员要新的。', 'The code has expired.')
    this.become({ phase: 'signed_out' })
    return nothing
  }

  async signIn(_username: string, password: string): Promise<Outcome> {
    if (password === 'wrong') return problem('bad_credentials', '用户名或密码不对。', 'Wrong user name or password.')
    this.become({ phase: this.#state.phase === 'open' ? 'open' : 'pin_needed', sessionEnded: false })
    return nothing
  }

  async setPin(): Promise<Outcome> {
    this.become({ phase: 'open' })
    return nothing
  }

  async unlock(pin: string): Promise<Outcome> {
    if (pin === this.#pin) {
      this.become({ phase: 'open', pin: { failures: 0, lockedUntil: null } })
      return nothing
    }
    const failures = this.#state.pin.failures + 1
    this.become({ pin: { failures, lockedUntil: failures >= 5 ? 'sign_in' : null } })
    return problem('wrong_pin', 'PIN 码不对。', 'Wrong PIN.')
  }

  lock(): void {
    this.become({ phase: 'locked' })
  }

  async signOut(): Promise<void> {
    this.become({ phase: 'signed_out' })
  }

  async setRole(role: string): Promise<Outcome> {
    const person = this.#state.person
    if (person) this.become({ person: { ...person, active_role: role } })
    return nothing
  }

  setLanguage(language: 'zh' | 'en'): void {
    const person = this.#state.person
    if (person) this.become({ person: { ...person, language } })
  }

  async capture(
    kindCode: string,
    values: Record<string, unknown>,
    options: { draftId?: string; origin?: Origin; at?: string } = {},
  ): Promise<Saved> {
    const kind = kindOf(kindCode)!
    const faults = captureErrors(kind, values)
    if (faults.length > 0) return { ok: false, faults }
    const row = this.#newRow(kindCode, kind.life_cycle.created, normalised(kind, values), options.at)
    this.#records.set(row.id, row)
    this.#push(row, 'create', { patch: patchOf(values), command: { args: { captured_offline: !this.#state.online } } })
    const step = options.origin?.command
    if (step) await this.command(options.origin!.recordId, step.verb, { ...step.args }, step.reason)
    if (options.draftId) this.#drafts.delete(options.draftId)
    this.#recount()
    return { ok: true, value: { recordId: row.id } }
  }

  async correct(
    recordId: string,
    changes: Record<string, unknown>,
    reason: string,
    options: { draftId?: string } = {},
  ): Promise<Saved> {
    const row = this.#records.get(recordId)!
    this.#records.set(recordId, { ...row, values: { ...row.values, ...changes } })
    this.#push(row, 'update', { patch: patchOf(changes), command: { args: {}, reason } })
    if (options.draftId) this.#drafts.delete(options.draftId)
    this.#recount()
    return { ok: true, value: { recordId } }
  }

  async command(recordId: string, verb: string, args: Record<string, unknown>, reason?: string): Promise<Saved> {
    const row = this.#records.get(recordId)!
    const kind = kindOf(row.kind)!
    const command = commandNamed(kind.life_cycle, verb)!
    const faults = commandErrors(kind, command, row.status, row.values, args, reason ?? null)
    if (faults.length > 0) return { ok: false, faults }
    this.#records.set(recordId, { ...row, ...applyCommand(command, row.status, row.values, args) })
    this.#push(row, verb, { patch: null, command: reason === undefined ? { args } : { args, reason } })
    this.#recount()
    return { ok: true, value: { recordId } }
  }

  async replace(opSeq: number, values: Record<string, unknown>, reason?: string): Promise<Saved> {
    const at = this.#ops.findIndex((op) => op.op_seq === opSeq)
    const old = this.#ops[at]!
    const row = this.#records.get(old.record_id)!
    this.#records.set(row.id, { ...row, values: { ...row.values, ...values } })
    const command = reason === undefined ? { args: {} } : { args: {}, reason }
    const replaced_by = this.#push(row, old.verb, { patch: patchOf(values), command })
    this.#ops[at] = { ...old, state: 'settled', replaced_by }
    this.#recount()
    return { ok: true, value: { recordId: row.id } }
  }

  async letGo(opSeq: number): Promise<Outcome> {
    const at = this.#ops.findIndex((op) => op.op_seq === opSeq)
    this.#ops[at] = { ...this.#ops[at]!, state: 'settled', let_go: true }
    this.#recount()
    return nothing
  }

  async resolve(conflictId: string, choose: Record<string, 'base' | 'mine' | 'theirs'>): Promise<Saved> {
    const at = this.#conflicts.findIndex((conflict) => conflict.id === conflictId)
    const conflict = this.#conflicts[at]!
    const row = this.#records.get(conflict.record_id)!
    this.#conflicts[at] = {
      ...conflict,
      resolved_by: this.#push(row, 'resolve', { patch: null, command: { args: { choose } } }),
    }
    this.#recount()
    return { ok: true, value: { recordId: row.id } }
  }

  day(): Day {
    return { records: this.#newestFirst().map((row) => this.#shown(row)), complete: true }
  }

  async records(page: { before?: { at: string; id: string }; kind?: string; limit: number }): Promise<Shown[]> {
    const { before, kind, limit } = page
    const rows = this.#newestFirst().filter((row) => kind === undefined || row.kind === kind)
    const after = before ? rows.filter((row) => order(row, before) > 0) : rows
    return after.slice(0, limit).map((row) => this.#shown(row))
  }

  async record(id: string): Promise<Detail | null> {
    const row = this.#records.get(id)
    if (!row) return null
    const conflicts = this.#conflicts.filter((conflict) => conflict.record_id === id)
    return { ...this.#shown(row), ops: this.#ops.filter((op) => op.record_id === id), conflicts }
  }

  async search(query: string, limit: number): Promise<Shown[]> {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean)
    const holds = (row: RecordRow) => words.every((word) => this.#searchText(row).includes(word))
    return this.#newestFirst()
      .filter(holds)
      .slice(0, limit)
      .map((row) => this.#shown(row))
  }

  async operations(state: OpState, after: number, limit: number): Promise<OpRow[]> {
    return this.#ops.filter((op) => op.state === state && op.op_seq > after).slice(0, limit)
  }

  async operation(opSeq: number): Promise<OpRow | null> {
    return this.#ops.find((op) => op.op_seq === opSeq) ?? null
  }

  async conflicts(): Promise<ConflictRow[]> {
    return this.#conflicts
  }

  /** Names are counted here; on a tablet they are hashes. */
  async attach(bytes: Blob): Promise<Outcome<string>> {
    const name = `sha256:${String(this.#files.size + 1).padStart(64, '0')}`
    this.#files.set(name, bytes)
    return { ok: true, value: name }
  }

  async attachment(name: string): Promise<Blob | null> {
    return this.#files.get(name) ?? null
  }

  async uploads(): Promise<UploadRow[]> {
    return [...this.#uploads]
  }

  async drafts(): Promise<DraftRow[]> {
    return [...this.#drafts.values()]
  }

  async saveDraft(draft: Omit<DraftRow, 'updated_at' | 'actor_id'>): Promise<Outcome> {
    const updated_at = new Date(this.#now()).toISOString()
    this.#drafts.set(draft.id, { ...draft, updated_at, actor_id: this.#state.person?.id ?? '' })
    this.#recount()
    return nothing
  }

  async dropDraft(id: string): Promise<void> {
    this.#drafts.delete(id)
    this.#recount()
  }

  async screen(): Promise<ScreeningAnswer> {
    return { result: 'none', score: 0, listVersion: '2026-11-24.1', listAt: '2026-11-24T01:00:00.000Z' }
  }

  reference(): ReferenceIndex {
    return this.#reference
  }

  lastUsed(kind: string, field: string): readonly unknown[] {
    if (!kindOf(kind)?.quick?.last_used.includes(field)) return []
    const used = this.#newestFirst().filter((row) => row.kind === kind && row.created_by === this.#state.person?.id)
    const values = used.flatMap((row) => row.values[field] ?? [])
    return [...new Set(values)].slice(0, 6)
  }

  async history(recordId: string): Promise<Outcome<readonly HistoryEntry[]>> {
    if (!this.#state.online) return problem('unreachable', '连接不上服务器。', 'The server cannot be reached.')
    return { ok: true, value: this.#history[recordId] ?? [] }
  }

  async syncNow(): Promise<void> {
    this.become({ lastContact: new Date(this.#now()).toISOString() })
  }

  async persist(): Promise<boolean> {
    this.become({ persisted: true })
    return true
  }

  holdUpdates(dirty: boolean): void {
    this.dirty = dirty
  }

  applyUpdate(): void {
    this.become({ updateWaiting: false })
  }

  #newestFirst(): RecordRow[] {
    return [...this.#records.values()].sort(order)
  }

  #searchText(row: RecordRow): string {
    const kind = kindOf(row.kind)!
    const named = kind.search.map((code) => {
      const set = kind.fields.find((field) => field.code === code)?.reference
      const value = row.values[code]
      return set && typeof value === 'string' ? (this.#reference.item(set, value)?.keys ?? '') : String(value ?? '')
    })
    return `${row.no ?? ''} ${this.#provisional(row)} ${named.join(' ')}`.toLowerCase()
  }

  #provisional(row: RecordRow): string {
    const made = this.#ops.find((op) => op.record_id === row.id && op.verb === 'create')
    return `暂-${this.#state.device?.no ?? '00'}-${made?.op_seq ?? 0}`
  }

  #shown(row: RecordRow): Shown {
    const own = this.#ops.filter((op) => op.record_id === row.id && op.state !== 'settled')
    const conflicted = this.#conflicts.some((each) => each.record_id === row.id && each.resolved_by === null)
    const verdicts = own.map((op) => op.receipt?.verdict ?? null)
    const state = recordState(
      conflicted ? [...verdicts, 'conflict'] : verdicts,
      row.documents.map((each) => each.state),
    )
    return { row, state, no: row.no ?? this.#provisional(row) }
  }

  #newRow(kind: string, status: string, values: Record<string, unknown>, at?: string): RecordRow {
    const now = new Date(this.#now()).toISOString()
    const { person, device, online } = this.#state
    const who = { created_by: person?.id ?? '', created_by_name: person?.name ?? '', device_id: device?.id ?? '' }
    const id = crypto.randomUUID()
    const rest = { doubtful: false, updated_at: now, void_reason: null, documents: [] }
    return {
      id,
      scope: null,
      kind,
      rev: 0,
      no: null,
      status,
      values,
      at: at ?? now,
      ...who,
      captured_offline: !online,
      ...rest,
    }
  }

  #push(row: RecordRow, verb: string, what: Pick<Operation, 'patch' | 'command'>): string {
    const op = operation(row, verb, what, (this.#ops.at(-1)?.op_seq ?? 0) + 1, new Date(this.#now()).toISOString())
    this.#ops.push(op)
    return op.op_id
  }

  #met({ id }: ConflictRow): boolean {
    return this.#ops.some((op) => op.state === 'attention' && op.op_id === id)
  }

  #recount(): void {
    const inState = (state: OpState) => this.#ops.filter((op) => op.state === state).length
    const counts = {
      waiting: inState('waiting'),
      attention: inState('attention'),
      done: inState('done'),
      settled: inState('settled'),
      conflicts: this.#conflicts.filter((conflict) => conflict.resolved_by === null && !this.#met(conflict)).length,
      drafts: this.#drafts.size,
      uploads: this.#uploads.length,
    }
    this.become({ counts })
  }
}

function order(one: { at: string; id: string }, other: { at: string; id: string }): number {
  return other.at.localeCompare(one.at) || other.id.localeCompare(one.id)
}
