// What the person at the tablet is told, read from the server in their own session alone. The last page stays here, sealed, until
// somebody else is told something, or the same person in another role.
import type { Habits, HabitsChange, NoticePage, Which } from '@/told/notice'
import { NotDone, type KeptSource, type Known } from '@/told/source'
import type { Hints } from './hints'
import { problem } from './messages'
import type { Notes } from './notes'
import type { Session } from './session'
import type { SessionCheck } from './session_check'
import type { Outcome, Person } from './tablet'

const LONGEST = 50
const NAME = 'told'
const NOTICES = '/api/notices'
const NOTHING: Known = { page: null, habits: null }

/** `who` is a person in a role: in another one something else is told. */
interface Kept {
  who: string
  known: Known
}

export class NoticeSource implements KeptSource {
  readonly #notes: Notes
  readonly #session: Session
  readonly #check: SessionCheck
  readonly #hints: Hints
  readonly #who: string

  constructor(notes: Notes, session: Session, check: SessionCheck, hints: Hints, person: Person) {
    this.#notes = notes
    this.#session = session
    this.#check = check
    this.#hints = hints
    this.#who = `${person.id} ${person.active_role}`
  }

  page(cursor?: string): Promise<NoticePage> {
    return this.#ask('GET', cursor === undefined ? NOTICES : `${NOTICES}?cursor=${encodeURIComponent(cursor)}`)
  }

  async mark(which: Which): Promise<number> {
    return (await this.#ask<{ unread: number }>('POST', `${NOTICES}/read`, which)).unread
  }

  habits(): Promise<Habits> {
    return this.#ask('GET', `${NOTICES}/habits`)
  }

  choose(change: HabitsChange): Promise<Habits> {
    return this.#ask('PATCH', `${NOTICES}/habits`, change)
  }

  async kept(): Promise<Known> {
    const kept = await this.#notes.read<Kept>(NAME)
    if (kept?.who === this.#who) return kept.known
    await this.#notes.drop(NAME)
    return NOTHING
  }

  async keep({ page, habits }: Known): Promise<void> {
    const first = page && { ...page, items: page.items.slice(0, LONGEST), next: null }
    await this.#notes.write(NAME, { who: this.#who, known: { page: first, habits } } satisfies Kept)
  }

  onHint(listener: () => void): () => void {
    return this.#hints.listen(listener)
  }

  async #ask<T>(method: 'GET' | 'POST' | 'PATCH', target: string, content?: unknown): Promise<T> {
    if ((await this.#check.standing()) !== 'mine') throw new NotDone(problem('unreachable'))
    const answer: Outcome<T> = await this.#session.send<T>(method, target, content)
    if (answer.ok) return answer.value
    if (answer.problem.code === 'not_signed_in') this.#check.set('ended')
    throw new NotDone(answer.problem)
  }
}
