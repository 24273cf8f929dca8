// Who is at the tablet, and whether its data is open to them. The only place that decides on a phase after enrolment.
import type { Identity } from './identity'
import { MAX_WRONG_PINS, type Keyring, type Opened } from './keyring'
import { noteOpensByPin } from './marker'
import { done, refused } from './messages'
import { pinFault } from './pin_rules'
import type { Profile } from './profile'
import type { Session, SignedIn } from './session'
import type { Board } from './state'
import type { Outcome, Person } from './tablet'
import { WrongKey } from './wrapping'

export interface Inside {
  /** The data is open to this person, until `close`. */
  open(opened: Opened, profile: Profile): Promise<void>
  close(): void
  /** The person of the open data has signed in again. */
  renewed(profile: Profile): void
}

const CURRENT = 'current'
const END_SESSION = 'end_session'

export class Gate {
  readonly #identity: Identity
  readonly #keyring: Keyring
  readonly #session: Session
  readonly #board: Board
  readonly #inside: Inside
  #profile: Profile | null = null
  #opened: Opened | null = null
  #turn: Promise<unknown> = Promise.resolve()

  constructor(identity: Identity, keyring: Keyring, session: Session, board: Board, inside: Inside) {
    this.#identity = identity
    this.#keyring = keyring
    this.#session = session
    this.#board = board
    this.#inside = inside
  }

  /** Who is at the tablet, signed in or locked out. */
  get profile(): Profile | null {
    return this.#profile
  }

  /** After a start: locked for the person who was here, or nobody's. */
  async start(): Promise<void> {
    const current = await this.#identity.noted(CURRENT)
    this.#profile = (await this.#keyring.profiles()).find(({ person }) => person.id === current) ?? null
    await this.#show()
  }

  signIn(username: string, password: string, deviceId: string): Promise<Outcome> {
    return this.#inTurn(() => this.#signIn(username, password, deviceId))
  }

  async #signIn(username: string, password: string, deviceId: string): Promise<Outcome> {
    const answer = await this.#session.open(username, password, deviceId)
    if (!answer.ok) return answer
    try {
      return await this.#entered(answer.value, await this.#keyring.openByRecovery(answer.value.recovery_secret))
    } catch (error) {
      if (error instanceof WrongKey) return refused('recovery_failed')
      throw error
    }
  }

  async #entered(signedIn: SignedIn, opened: Opened): Promise<Outcome> {
    const profile = profileOf(signedIn)
    const again = this.#profile?.person.id === profile.person.id
    const phase = this.#board.state.phase
    // Somebody who signs in where the PIN would have done has forgotten it.
    if (again && phase === 'locked') await this.#keyring.forgetPin(profile)
    await this.#keyring.remember(profile)
    await this.#become(profile)
    // This sign-in has taken the place of any session that was still to be ended.
    await this.#identity.note(END_SESSION, null)
    if (again && phase === 'open') this.#inside.renewed(profile)
    else await this.#openOrAskPin(opened, profile)
    return done
  }

  async #openOrAskPin(opened: Opened, profile: Profile): Promise<void> {
    this.#inside.close()
    this.#opened = opened
    if (await this.#keyring.hasPin(profile.person.id)) await this.#inside.open(opened, profile)
    await this.#show()
  }

  setPin(pin: string): Promise<Outcome> {
    return this.#inTurn(() => this.#setPin(pin))
  }

  async #setPin(pin: string): Promise<Outcome> {
    const fault = pinFault(pin)
    if (fault !== null) return refused(fault)
    const [opened, profile] = [this.#opened, this.#profile]
    if (opened === null || profile === null) return refused('not_open')
    this.#opened = await this.#keyring.setPin(opened, profile, pin)
    if (this.#board.state.phase === 'pin_needed') await this.#inside.open(this.#opened, profile)
    await this.#show()
    return done
  }

  unlock(pin: string, personId?: string): Promise<Outcome> {
    return this.#inTurn(() => this.#unlock(pin, personId))
  }

  async #unlock(pin: string, personId?: string): Promise<Outcome> {
    const wanted = personId ?? this.#profile?.person.id
    const profile = (await this.#keyring.profiles()).find(({ person }) => person.id === wanted)
    if (profile === undefined) return refused('unknown_person')
    const unlocking = await this.#keyring.openByPin(profile, pin)
    if (unlocking === 'locked_out' || unlocking === 'wrong') return this.#notUnlocked(profile, unlocking)
    const seen = { ...profile, seen_at: Date.now() }
    await this.#keyring.remember(seen)
    await this.#become(seen)
    await this.#openOrAskPin(unlocking, seen)
    return done
  }

  async #notUnlocked({ person }: Profile, why: 'wrong' | 'locked_out'): Promise<Outcome> {
    await this.#show()
    if (why === 'locked_out') return refused('pin_locked')
    return refused('wrong_pin', { left: MAX_WRONG_PINS - (await this.#keyring.wrongPins(person.id)) })
  }

  /** Drops every key and all that was read by it, at once; a try that is under way then ends locked, too. */
  lock(): Promise<void> {
    this.#drop()
    return this.#inTurn(async () => {
      this.#drop()
      await this.#show()
    })
  }

  #drop(): void {
    this.#opened = null
    this.#inside.close()
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work, work)
    this.#turn = turn.catch(() => undefined)
    return turn
  }

  async signOut(): Promise<void> {
    await this.#identity.note(CURRENT, null)
    await this.#identity.note(END_SESSION, 'yes')
    await this.left()
    await this.settle()
  }

  /** The person has signed out, here or in another tab. */
  async left(): Promise<void> {
    this.#drop()
    this.#profile = null
    await this.lock()
  }

  /** A sign-out without a network is told to the server later; until then nobody here uses that session. */
  async settle(): Promise<boolean> {
    if ((await this.#identity.noted(END_SESSION)) === null) return true
    if (!(await this.#session.end())) return false
    await this.#identity.note(END_SESSION, null)
    return true
  }

  async remember(person: Person): Promise<void> {
    if (this.#profile === null) return
    this.#profile = { ...this.#profile, person }
    this.#board.set({ person })
    await this.#keyring.remember(this.#profile)
  }

  async #become(profile: Profile): Promise<void> {
    this.#profile = profile
    await this.#identity.note(CURRENT, profile.person.id)
  }

  async #show(): Promise<void> {
    const profile = this.#profile
    const failures = profile === null ? 0 : await this.#keyring.wrongPins(profile.person.id)
    const phase = await this.#phase(profile)
    noteOpensByPin(phase === 'open' || (phase === 'locked' && failures < MAX_WRONG_PINS))
    this.#board.set({
      phase,
      person: profile?.person ?? null,
      grantExpiresAt: profile?.grant.expires_at ?? null,
      pin: { failures, lockedUntil: failures >= MAX_WRONG_PINS ? 'sign_in' : null },
      people: (await this.#withPin()).map(({ person: { id, name } }) => ({ id, name })),
    })
  }

  async #phase(profile: Profile | null) {
    if (profile === null) return 'signed_out'
    const hasPin = await this.#keyring.hasPin(profile.person.id)
    if (this.#opened !== null) return hasPin ? 'open' : 'pin_needed'
    return hasPin || (await this.#keyring.wrongPins(profile.person.id)) >= MAX_WRONG_PINS ? 'locked' : 'signed_out'
  }

  async #withPin(): Promise<Profile[]> {
    const profiles = await this.#keyring.profiles()
    const have = await Promise.all(profiles.map(({ person }) => this.#keyring.hasPin(person.id)))
    return profiles.filter((_profile, i) => have[i])
  }
}

function profileOf({ user, grant, device_share }: SignedIn): Profile {
  return { person: user, grant, share: device_share, seen_at: Date.now() }
}
