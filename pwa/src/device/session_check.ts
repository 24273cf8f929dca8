// Whose session the browser carries. It decides what a pull answers, so rows are pulled only when it is surely this person's.
import { Unreachable, type Answer, type Transport } from '@sync/client/ports.ts'
import type { Session } from './session'
import type { Person } from './tablet'

export type Standing = 'unknown' | 'mine' | 'ended'

export class SessionCheck {
  readonly #session: Session
  readonly #person: () => Person
  readonly #adopt: (person: Person) => Promise<void>
  readonly #settled: () => Promise<boolean>
  readonly #told: (standing: Standing) => void
  #standing: Standing = 'unknown'

  /** `adopt` takes what the server knows of the person; `settled`: whether nothing is left of a sign-out that the server does not know of yet. */
  constructor(
    session: Session,
    person: () => Person,
    adopt: (person: Person) => Promise<void>,
    settled: () => Promise<boolean>,
    told: (standing: Standing) => void,
  ) {
    this.#session = session
    this.#person = person
    this.#adopt = adopt
    this.#settled = settled
    this.#told = told
  }

  /** After a sign-in, or when the server says that there is no session. */
  set(standing: Standing): void {
    this.#standing = standing
    this.#told(standing)
  }

  async standing(): Promise<Standing> {
    // A session that had ended may have been opened anew in another tab.
    if (this.#standing !== 'mine' && (await this.#settled())) this.set(await this.#ask())
    return this.#standing
  }

  async #ask(): Promise<Standing> {
    const known = await this.#session.read()
    if (!known.ok) return known.problem.code === 'not_signed_in' ? 'ended' : 'unknown'
    const person = this.#person()
    if (known.value.user.id !== person.id) {
      await this.#session.end()
      return 'ended'
    }
    return this.#agree(person, known.value.user)
  }

  /** Role and language may have been chosen here while there was no network; everything else the server knows better. */
  async #agree({ active_role, language }: Person, known: Person): Promise<Standing> {
    const role = known.roles.includes(active_role) ? active_role : known.active_role
    await this.#adopt({ ...known, active_role: role, language })
    if (known.active_role === role && known.language === language) return 'mine'
    const changed = await this.#session.change({ active_role: role, language })
    return changed.ok ? 'mine' : 'unknown'
  }
}

/** Pushes always go; a pull goes only in the session of the person at the tablet. */
export class GuardedTransport implements Transport {
  readonly #wire: Transport
  readonly #check: SessionCheck

  constructor(wire: Transport, check: SessionCheck) {
    this.#wire = wire
    this.#check = check
  }

  async send(method: 'GET' | 'POST', target: string, body?: string): Promise<Answer> {
    if (method === 'POST') return this.#wire.send(method, target, body)
    const standing = await this.#check.standing()
    if (standing === 'unknown') throw new Unreachable('nobody knows whose session it is')
    const answer = standing === 'mine' ? await this.#wire.send(method, target) : notSignedIn()
    if (answer.status === 401) this.#check.set('ended')
    return answer
  }
}

function notSignedIn(): Answer {
  const at = Date.now()
  return { status: 401, body: { code: 'not_signed_in' }, sentAt: at, receivedAt: at }
}
