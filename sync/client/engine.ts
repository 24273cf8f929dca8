// The client's half of the engine: captures, and rounds with the server. It has no timer, no global and no opinion on when to
// synchronise; everything it knows stands in the host's store, so that any number of tabs and restarts may share it.
import type { Values } from '../fields.ts'
import { Bootstrap } from './bootstrap.ts'
import { planCommand, planCorrect, planCreate, planReplace, planResolve } from './capture.ts'
import type { Occasion, Origin, Saved, Sealed } from './capture.ts'
import { Commits, type Planned } from './commits.ts'
import type { Author, Choice } from './intents.ts'
import { planLetGo, type LetGo } from './let_go.ts'
import type { DraftRow, Head, Host, Page, RecordRow } from './ports.ts'
import { withLinked } from './linked_rows.ts'
import { Pull } from './pull.ts'
import { Push, hasUnsent } from './push.ts'
import { round, type Round } from './round.ts'
import type { Attached } from './upload_plans.ts'
import { Uploads, type Uploaded } from './uploads.ts'
import { shownPage, shownRecord } from './view.ts'

/** Records that may open by themselves with one capture. */
const MAY_FOLLOW = 4

export interface CaptureOptions {
  /** Deleted in the same commit. */
  draftId?: string
  origin?: Origin
  /** When it happened by the tablet's clock (ISO, UTC, milliseconds); now if absent. */
  at?: string
  /** The record's id and what its values were sealed to: they are judged here, and only the box is kept. */
  sealed?: Sealed
}

export class Engine {
  readonly #host: Host
  readonly #commits: Commits
  readonly #push: Push
  readonly #pull: Pull
  readonly #uploads: Uploads
  #rounds: Promise<unknown> = Promise.resolve()

  constructor(host: Host) {
    this.#host = host
    this.#commits = new Commits(host.store)
    this.#push = new Push(host, this.#commits)
    this.#uploads = new Uploads(host, this.#commits)
    this.#pull = new Pull(host, this.#commits, new Bootstrap(host, this.#commits))
  }

  head(): Promise<Head> {
    return this.#commits.head()
  }

  /** A new record. Durable when it resolves with `ok`; with faults, or when the store fails, nothing is written. */
  capture(author: Author, kind: string, values: Values, options: CaptureOptions = {}): Promise<Saved> {
    const occasion = this.#occasion(author, 2, options.draftId, options.at)
    const { origin, sealed } = options
    const recordId = sealed?.recordId ?? this.#host.uuid7(this.#host.now())
    return this.#commits.now((head) => planCreate(occasion, head, kind, recordId, values, origin, sealed?.box))
  }

  correct(author: Author, recordId: string, changes: Values, reason: string, draftId?: string): Promise<Saved> {
    const occasion = this.#occasion(author, 1, draftId)
    return this.#commits.now((head) => planCorrect(occasion, head, recordId, changes, reason))
  }

  command(author: Author, recordId: string, verb: string, args: Values, reason?: string): Promise<Saved> {
    const occasion = this.#occasion(author, 1)
    return this.#commits.now((head) => planCommand(occasion, head, recordId, verb, args, reason))
  }

  /** Sends a refused operation again; `values` may name only what is different now. */
  replace(author: Author, opSeq: number, values: Values, reason?: string, box?: string): Promise<Saved> {
    const occasion = this.#occasion(author, 1)
    return this.#commits.now((head) => planReplace(occasion, head, opSeq, values, reason, box))
  }

  resolve(author: Author, conflictId: string, choose: Choice): Promise<Saved> {
    const occasion = this.#occasion(author, 1)
    return this.#commits.now((head) => planResolve(occasion, head, conflictId, choose))
  }

  letGo(opSeq: number): Promise<LetGo> {
    return this.#commits.now((head) => planLetGo(this.#host, head, opSeq))
  }

  async saveDraft(draft: DraftRow): Promise<void> {
    await this.#draft(draft.id, draft)
  }

  async dropDraft(id: string): Promise<void> {
    await this.#draft(id, null)
  }

  async record(id: string): Promise<RecordRow | undefined> {
    const head = await this.head()
    const row = await shownRecord(this.#host.store, head, id)
    return row && withLinked(this.#host, head, row)
  }

  async records(page: Page): Promise<RecordRow[]> {
    return shownPage(this.#host.store, await this.head(), page)
  }

  /** A photo or a signature for a record that is still being written. Durable when it resolves. */
  attach(file: Attached): Promise<void> {
    return this.#uploads.attach(file)
  }

  /** Sends what waits of the files, beside the rounds, which never wait for it. One run at a time. */
  upload(): Promise<Uploaded> {
    return this.#uploads.run()
  }

  /** One round with the server. Rounds of one engine follow each other; a failing store is the only thing it rejects for. */
  sync(): Promise<Round> {
    const next = () => round(this.#push, this.#pull, () => hasUnsent(this.#host.store))
    const turn = this.#rounds.then(next, next)
    this.#rounds = turn.catch(() => undefined)
    return turn
  }

  #draft(id: string, value: DraftRow | null): Promise<undefined> {
    const reason = value === null ? 'a draft is dropped' : 'a draft is saved'
    const planned: Planned<undefined> = {
      plan: { reason, head: {}, writes: [{ table: 'drafts', key: id, value }] },
      result: undefined,
    }
    return this.#commits.now(() => Promise.resolve(planned))
  }

  #occasion(author: Author, operations: number, draftId?: string, happened?: string): Occasion {
    const now = this.#host.now()
    const opIds = Array.from({ length: operations + MAY_FOLLOW }, () => this.#host.uuid7(now))
    return { host: this.#host, author, draftId, stamp: { at: happened ?? new Date(now).toISOString(), opIds } }
  }
}
