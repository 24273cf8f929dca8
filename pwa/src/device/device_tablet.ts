// The face of the device: hands every wish of a screen to the part that fulfils it.
import { ReferenceIndex } from '@/reference'
import type { Gate } from './gate'
import type { Machine } from './machine'
import { done, refused } from './messages'
import type { Board } from './state'
import { room } from './storage'
import { NOT_SCREENED } from './screening'
import type { HistoryEntry, Outcome, Saved, ScreeningAnswer, Tablet, TabletState } from './tablet'
import type { Updates } from './updates'
import type { Workspace } from './workspace'

const NOTHING = new ReferenceIndex()

export class DeviceTablet implements Tablet {
  readonly #board: Board
  readonly #updates: Updates
  readonly #machine: Machine

  constructor(board: Board, updates: Updates, machine: Machine) {
    this.#board = board
    this.#updates = updates
    this.#machine = machine
  }

  state(): TabletState {
    return this.#board.state
  }

  subscribe(listener: () => void): () => void {
    return this.#board.subscribe(listener)
  }

  async enrol(code: string, name: string): Promise<Outcome> {
    const outcome = await this.#machine.enrol(code, name)
    // Asked for where it can be granted; the answer is shown, not waited for.
    if (outcome.ok) void this.persist()
    return outcome
  }

  async signIn(username: string, password: string): Promise<Outcome> {
    this.#machine.expect()
    await this.#machine.start()
    return this.#machine.signIn(username, password)
  }

  async setPin(pin: string): Promise<Outcome> {
    return this.#gate?.setPin(pin) ?? refused('not_open')
  }

  async unlock(pin: string, personId?: string): Promise<Outcome> {
    this.#machine.expect()
    await this.#machine.start()
    return this.#gate?.unlock(pin, personId) ?? refused('not_open')
  }

  lock(): void {
    this.#machine.lock()
  }

  async signOut(): Promise<void> {
    await this.#machine.signOut()
  }

  async setRole(role: string): Promise<Outcome> {
    const { person } = this.state()
    if (person === null || !person.roles.includes(role)) return refused('role_not_held')
    await this.#gate?.remember({ ...person, active_role: role })
    this.#work?.syncing.agreeAgain()
    return done
  }

  setLanguage(language: 'zh' | 'en'): void {
    const { person } = this.state()
    if (person === null || person.language === language) return
    void this.#gate?.remember({ ...person, language }).then(() => this.#work?.syncing.agreeAgain())
  }

  async capture(
    kind: string,
    values: Record<string, unknown>,
    options: NonNullable<Parameters<Tablet['capture']>[2]> = {},
  ): Promise<Saved> {
    const saved = await this.#saving((work) => work.captures.capture(kind, values, options))
    if (saved.ok) this.#work?.noteUse(kind, values)
    return saved
  }

  correct(
    id: string,
    changes: Record<string, unknown>,
    reason: string,
    options?: { draftId?: string },
  ): Promise<Saved> {
    return this.#saving((work) => work.captures.correct(id, changes, reason, options?.draftId))
  }

  command(recordId: string, verb: string, args: Record<string, unknown>, reason?: string): Promise<Saved> {
    return this.#saving((work) => work.captures.command(recordId, verb, args, reason))
  }

  replace(opSeq: number, values: Record<string, unknown>, reason?: string): Promise<Saved> {
    return this.#saving(async (work) => {
      const op = await work.readings.operation(opSeq)
      return op === null ? refused('no_such_operation') : work.captures.replace(op, values, reason)
    })
  }

  async letGo(opSeq: number): Promise<Outcome> {
    return this.#work?.captures.letGo(opSeq) ?? refused('not_open')
  }

  resolve(conflictId: string, choose: Record<string, 'base' | 'mine' | 'theirs'>): Promise<Saved> {
    return this.#saving((work) => work.captures.resolve(conflictId, choose))
  }

  day() {
    return this.#work?.book.day() ?? null
  }

  async records(page: Parameters<Tablet['records']>[0]) {
    return this.#work?.readings.records(page) ?? []
  }

  async record(id: string) {
    return this.#work?.readings.record(id) ?? null
  }

  async search(query: string, limit: number) {
    return this.#work?.readings.search(query, limit) ?? []
  }

  async operations(...[state, after, limit]: Parameters<Tablet['operations']>) {
    return this.#work?.readings.operations(state, after, limit) ?? []
  }

  async operation(opSeq: number) {
    return this.#work?.readings.operation(opSeq) ?? null
  }

  async conflicts() {
    return this.#work?.readings.conflicts() ?? []
  }

  async drafts() {
    const { person } = this.state()
    return person === null ? [] : (this.#work?.readings.drafts(person.id) ?? [])
  }

  async saveDraft(draft: Parameters<Tablet['saveDraft']>[0]): Promise<Outcome> {
    return this.#work?.captures.saveDraft(draft) ?? refused('not_open')
  }

  async dropDraft(id: string): Promise<void> {
    await this.#work?.captures.dropDraft(id)
  }

  async attach(...[bytes, use]: Parameters<Tablet['attach']>): Promise<Outcome<string>> {
    return this.#work?.attachments.attach(bytes, use) ?? refused('not_open')
  }

  async attachment(...[name, options]: Parameters<Tablet['attachment']>): Promise<Blob | null> {
    return this.#work?.attachments.attachment(name, options) ?? null
  }

  async uploads() {
    return this.#work?.attachments.uploads() ?? []
  }

  async screen(name: string): Promise<ScreeningAnswer> {
    return this.#work?.screening.screen(name) ?? NOT_SCREENED
  }

  reference(): ReferenceIndex {
    return this.#work?.reference.index ?? NOTHING
  }

  lastUsed(kind: string, field: string): readonly unknown[] {
    return this.#work?.lastUsed.of(kind, field) ?? []
  }

  async history(recordId: string): Promise<Outcome<readonly HistoryEntry[]>> {
    const target = `/api/records/${encodeURIComponent(recordId)}`
    const answer = await this.#machine.ask<{ history: readonly HistoryEntry[] }>(target)
    return answer.ok ? { ok: true, value: answer.value.history } : answer
  }

  notices() {
    return this.#work?.notices() ?? null
  }

  async syncNow(): Promise<void> {
    await this.#work?.syncing.now()
  }

  async persist(): Promise<boolean> {
    const persisted = await navigator.storage.persist()
    this.#board.set({ ...(await room()), persisted })
    return persisted
  }

  holdUpdates(dirty: boolean): void {
    this.#updates.hold(dirty)
  }

  applyUpdate(): void {
    void this.#updates.apply()
  }

  get #gate(): Gate | null {
    return this.#machine.gate
  }

  get #work(): Workspace | null {
    return this.#machine.workspace
  }

  /** What is on disk goes out soon. */
  async #saving(save: (work: Workspace) => Promise<Saved>): Promise<Saved> {
    const work = this.#work
    if (work === null) return refused('not_open')
    const saved = await save(work)
    if (saved.ok) work.syncing.soon()
    return saved
  }
}
