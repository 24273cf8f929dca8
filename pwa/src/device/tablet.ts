// The one face the device shows to the screens. It knows no framework: screens subscribe and read the state again.
import type { ConflictRow, DraftRow, FileUse, OpRow, OpState, RecordRow, UploadRow } from '@sync/client/ports.ts'
import type { RecordState } from '@sync/record_state.ts'
import type { Fault } from '@sync/fields.ts'
import type { ReferenceIndex } from '@/reference'
import type { KeptSource } from '@/told/source'

export type Phase = 'starting' | 'unenrolled' | 'signed_out' | 'pin_needed' | 'locked' | 'open' | 'wiped' | 'failed'

export interface Person {
  id: string
  name: string
  username: string
  roles: readonly string[]
  active_role: string
  branch_name: string
  branch_no: string
  language: 'zh' | 'en'
}

export interface TabletState {
  phase: Phase
  /** Why the phase is `failed`: no IndexedDB, no WebCrypto, a newer database… */
  failure: Problem | null
  device: { id: string; no: string; branch_id: string; branch_name: string } | null
  person: Person | null
  grantExpiresAt: string | null
  /** Our own endpoint answered last time it was asked; never `navigator.onLine`. */
  online: boolean
  /** The server asks for a sign-in before it answers pulls (401); captures go on. */
  sessionEnded: boolean
  syncing: boolean
  /** Rows and bytes of a running first download. */
  bootstrap: { rows: number; bytes: number } | null
  /** `uploads`: files a record names that the server has not verified. `conflicts`: those that no operation in `attention` met, so the two add up to what waits for the person. */
  counts: Readonly<Record<OpState, number>> & {
    conflicts: number
    drafts: number
    uploads: number
  }
  lastContact: string | null
  /** Milliseconds the tablet's clock is behind the server's, when above tolerance; else null. */
  skew: number | null
  persisted: boolean | null
  storage: { usage: number; quota: number } | null
  /** Five wrong ones, and only an online sign-in opens the tablet again: then `lockedUntil` is `sign_in`. */
  pin: { failures: number; lockedUntil: 'sign_in' | null }
  /** Who can open this tablet by PIN without a network, the last one first. */
  people: readonly { id: string; name: string }[]
  /** After `wiped`: what the tablet last knew to be unsent, and when it last reached the server. */
  lost: { waiting: number; lastContact: string | null } | null
  /** A new version of the app is installed and waits; `applyUpdate` switches when no form is dirty. */
  updateWaiting: boolean
  quarantined: boolean
}

/** Every failure a screen can show: the server's error shape, or one of the device's own codes. */
export interface Problem {
  code: string
  message: { zh: string; en: string }
  field?: string
}
export type Outcome<T = void> = { ok: true; value: T } | { ok: false; problem: Problem }

export interface Shown {
  row: RecordRow
  /** From receipts and documents alone (sync/record_state.ts). */
  state: RecordState
  /** The number to show: official, or provisional `暂-T1-12`. */
  no: string
}

export interface Detail extends Shown {
  ops: OpRow[]
  conflicts: ConflictRow[]
}

/** What a record started from another carries along (Start in the contract): the origin takes its `then` step in the same capture. */
export interface Origin {
  recordId: string
  command?: { verb: string; args: Readonly<Record<string, unknown>>; reason?: string }
}

/** `opened`: the records that opened by themselves with it (Start.auto). */
export type Saved = Outcome<{ recordId: string; opened?: readonly string[] }> | { ok: false; faults: Fault[] }

/** What 今日 shows of the records: the newest, and all that wait for somebody, newest first. */
export interface Day {
  records: readonly Shown[]
  /** False while older records are still looked through for what waits. */
  complete: boolean
}

export interface Tablet {
  state(): TabletState
  subscribe(listener: () => void): () => void

  enrol(code: string, name: string): Promise<Outcome>
  signIn(username: string, password: string): Promise<Outcome>
  /** After the first online sign-in on this tablet, or to change it: 6 digits. */
  setPin(pin: string): Promise<Outcome>
  /** `personId`: one of `people`, for a change of shift without a network; absent: the person who is locked out now. */
  unlock(pin: string, personId?: string): Promise<Outcome>
  lock(): void
  /** Never touches the queue; the screen warns with `counts` first. */
  signOut(): Promise<void>
  setRole(role: string): Promise<Outcome>
  setLanguage(language: 'zh' | 'en'): void

  /** A new record, durable when it resolves. `draftId` goes in the same transaction. */
  capture(
    kind: string,
    values: Record<string, unknown>,
    options?: { draftId?: string; origin?: Origin; at?: string },
  ): Promise<Saved>
  /** A correction with its reason. */
  correct(
    recordId: string,
    changes: Record<string, unknown>,
    reason: string,
    options?: { draftId?: string },
  ): Promise<Saved>
  command(recordId: string, verb: string, args: Record<string, unknown>, reason?: string): Promise<Saved>
  /** Sends a refused operation again with other values; the old one is kept as settled. */
  replace(opSeq: number, values: Record<string, unknown>, reason?: string): Promise<Saved>
  /** Lets go of a refused operation after asking; it is kept, and listed as let go. */
  letGo(opSeq: number): Promise<Outcome>
  resolve(conflictId: string, choose: Record<string, 'base' | 'mine' | 'theirs'>): Promise<Saved>

  /** From memory, the same object until something changed; null before the first reading. */
  day(): Day | null
  records(page: { before?: { at: string; id: string }; kind?: string; limit: number }): Promise<Shown[]>
  record(id: string): Promise<Detail | null>
  /** Everything on this tablet whose search text holds every word of the query; newest first. */
  search(query: string, limit: number): Promise<Shown[]>
  operations(state: OpState, after: number, limit: number): Promise<OpRow[]>
  operation(opSeq: number): Promise<OpRow | null>
  conflicts(): Promise<ConflictRow[]>
  drafts(): Promise<DraftRow[]>
  saveDraft(draft: Omit<DraftRow, 'updated_at' | 'actor_id'>): Promise<Outcome>
  dropDraft(id: string): Promise<void>

  /**
   * A photo (as the camera gave it) or the strokes of a signature, kept at once; its name goes into the field's value. A picture
   * that cannot be read becomes one that says so: no capture is held up by it.
   */
  attach(bytes: Blob, use: FileUse): Promise<Outcome<string>>
  /** What a value names: whole or small as it is here, else from the server. `whole`: only the small one is not enough. */
  attachment(name: string, options?: { whole?: boolean }): Promise<Blob | null>
  /** Files of this tablet's records that are on their way, the oldest first. */
  uploads(): Promise<UploadRow[]>

  /** A name against the list that is here. It tells the branch where to look closer; the server's screening decides. */
  screen(name: string): Promise<ScreeningAnswer>

  reference(): ReferenceIndex
  /** Values last used for a field, newest first (from this person's own captures on this tablet). */
  lastUsed(kind: string, field: string): readonly unknown[]
  /** History of a record as the server knows it; only online. */
  history(recordId: string): Promise<Outcome<readonly HistoryEntry[]>>

  /** What the person is told in the role in which they are now; null while the tablet is not open. */
  notices(): KeptSource | null

  syncNow(): Promise<void>
  persist(): Promise<boolean>
  /** While a form is dirty no update reloads the page. */
  holdUpdates(dirty: boolean): void
  applyUpdate(): void
}

/** `to_review`: no list, one that is not the bank's, or one too old to say anything. `listAt`: until when it was surely current. */
export interface ScreeningAnswer {
  result: 'none' | 'possible' | 'to_review'
  score: number
  listVersion: string | null
  listAt: string | null
}

export interface HistoryEntry {
  at: string
  by_name: string
  verb: string
  from_status: string | null
  to_status: string | null
  fields: readonly string[]
  reason: string | null
  verdict: string
}
