// What a person does on an open tablet. Every one of these is on disk when it resolves with `ok`.
import type { CaptureOptions, Engine } from '@sync/client/engine.ts'
import type { Saved as EngineSaved } from '@sync/client/capture.ts'
import type { Author, Choice } from '@sync/client/intents.ts'
import { StoreFailed, type DraftRow, type OpRow } from '@sync/client/ports.ts'
import { kindOf, wholeContract } from '@/contract'
import { done, isOwnCode, refused } from './messages'
import type { Profile } from './profile'
import { sealedToDepartment } from './sealing_to_department'
import type { Outcome, Saved } from './tablet'
import { uuid7 } from './uuid7'

type Refused = { ok: false; refused: string }
type Values = Readonly<Record<string, unknown>>

export class Captures {
  readonly #engine: Engine
  readonly #profile: () => Profile
  readonly #online: () => boolean
  readonly #clockOffset: () => number
  readonly #sealKeys: Readonly<Record<string, string>>

  /** `clockOffset`: milliseconds the tablet's clock is behind the server's; `sealKeys`: by department. */
  constructor(
    engine: Engine,
    profile: () => Profile,
    online: () => boolean,
    clockOffset: () => number,
    sealKeys: Readonly<Record<string, string>>,
  ) {
    this.#sealKeys = sealKeys
    this.#engine = engine
    this.#profile = profile
    this.#online = online
    this.#clockOffset = clockOffset
  }

  /** What only a department may read is sealed to it before it is written anywhere. */
  capture(kind: string, values: Values, options: CaptureOptions): Promise<Saved> {
    return this.#asPerson(async (author) => {
      if (!kindOf(kind)?.sealed) return this.#engine.capture(author, kind, values, options)
      const recordId = uuid7(Date.now() + this.#clockOffset())
      const box = await this.#boxOf(kind, values, recordId)
      if (box === null) return { ok: false, refused: 'no_seal_key' }
      return this.#engine.capture(author, kind, values, { ...options, sealed: { recordId, box } })
    })
  }

  /** Null where this tablet does not know the department's key. */
  async #boxOf(kind: string, values: Values, recordId: string): Promise<string | null> {
    const key = this.#sealKeys[kindOf(kind)?.readers ?? '']
    return key === undefined ? null : sealedToDepartment(key, values, recordId)
  }

  correct(recordId: string, changes: Values, reason: string, draftId?: string): Promise<Saved> {
    return this.#asPerson((author) => this.#engine.correct(author, recordId, changes, reason, draftId))
  }

  command(recordId: string, verb: string, args: Values, reason?: string): Promise<Saved> {
    return this.#asPerson((author) => this.#engine.command(author, recordId, verb, args, reason))
  }

  /** A refused capture that was sealed is written anew and sealed as before; nothing of it leaves the tablet in clear. */
  replace({ kind, verb, op_seq, record_id }: OpRow, values: Values, reason?: string): Promise<Saved> {
    return this.#asPerson(async (author) => {
      if (!kindOf(kind)?.sealed) return this.#engine.replace(author, op_seq, values, reason)
      const box = verb === 'create' ? await this.#boxOf(kind, values, record_id) : null
      if (box === null) return { ok: false, refused: 'no_seal_key' }
      return this.#engine.replace(author, op_seq, values, undefined, box)
    })
  }

  resolve(conflictId: string, choose: Choice): Promise<Saved> {
    return this.#asPerson((author) => this.#engine.resolve(author, conflictId, choose))
  }

  async letGo(opSeq: number): Promise<Outcome> {
    return judged(async () => {
      const outcome = await this.#engine.letGo(opSeq)
      return outcome.ok ? done : said(outcome as Refused)
    })
  }

  async saveDraft(draft: Omit<DraftRow, 'updated_at' | 'actor_id'>): Promise<Outcome> {
    const { id } = this.#profile().person
    const row = { ...draft, actor_id: id, updated_at: new Date().toISOString() }
    return stored(async () => {
      await this.#engine.saveDraft(row)
      return done
    })
  }

  async dropDraft(id: string): Promise<void> {
    await this.#engine.dropDraft(id)
  }

  /** Under a grant that has ended the server would refuse it: it is said before anything is typed in vain. */
  async #asPerson(act: (author: Author) => Promise<EngineSaved>): Promise<Saved> {
    return judged<Saved>(async () => {
      const { person, grant } = this.#profile()
      if (Date.now() + this.#clockOffset() > Date.parse(grant.expires_at)) return refused('grant_expired')
      const roles = [person.active_role]
      const author = { id: person.id, name: person.name, grantId: grant.grant_id, roles, online: this.#online() }
      const saved = await act(author)
      if (saved.ok) return { ok: true, value: { recordId: saved.recordId, opened: saved.opened } }
      return 'faults' in saved ? { ok: false, faults: saved.faults } : said(saved)
    })
  }
}

function said({ refused: code }: { refused: string }): { ok: false; problem: ReturnType<typeof refused>['problem'] } {
  return refused(isOwnCode(code) ? code : 'not_possible')
}

/** Nothing is judged, nor shown as it will be, by half a definition. */
async function judged<T>(work: () => Promise<T>): Promise<T | ReturnType<typeof refused>> {
  const isWhole = await wholeContract().then(
    () => true,
    () => false,
  )
  return isWhole ? stored(work) : refused('store_failed')
}

async function stored<T>(work: () => Promise<T>): Promise<T | ReturnType<typeof refused>> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof StoreFailed) return refused(error.message === 'store_full' ? 'store_full' : 'store_failed')
    throw error
  }
}
