// The tablet as a machine: its identity and its way to the server always, its gate once enrolled, its workspace while open.
import { DatabaseNewer, take } from './database'
import { enrol, standing } from './enrolment'
import { Gate, type Inside } from './gate'
import { Identity, type Enrolled } from './identity'
import { IdleWatch } from './idle'
import { Keyring } from './keyring'
import { opensByPin, readMarker } from './marker'
import { done, problem, refused, type OwnCode } from './messages'
import { hashPinInWorker } from './pin_worker'
import type { StoredHead } from './rows'
import { openDeviceDatabase, openIdentityDatabase } from './schema'
import { Session, asked } from './session'
import { SessionCheck } from './session_check'
import type { Board } from './state'
import { room } from './storage'
import type { Outcome } from './tablet'
import { Tabs, type Word } from './tabs'
import { Wire } from './wire'
import type { Workspace } from './workspace'

const IDLE = 5 * 60_000
/** The engine with all it needs comes behind the keypad, and is there before a PIN is checked. */
const engine = () => import('./workspace')

/** What only an enrolled tablet has. */
interface Post {
  enrolled: Enrolled
  database: IDBDatabase
  session: Session
  tabs: Tabs
  gate: Gate
}

export class Machine {
  readonly #board: Board
  readonly #idle = new IdleWatch(IDLE, () => this.lock())
  #identity: Identity | null = null
  #wire: Wire | null = null
  #post: Post | null = null
  #workspace: Workspace | null = null
  #started: Promise<void> | null = null

  constructor(board: Board) {
    this.#board = board
  }

  get gate(): Gate | null {
    return this.#post?.gate ?? null
  }

  get workspace(): Workspace | null {
    return this.#workspace
  }

  /** Resolves when it is known what this tablet is; what is wrong with it is then on the board. */
  start(): Promise<void> {
    this.#started ??= this.#start()
    return this.#started
  }

  /** Somebody is about to come in: what they need then is fetched while they are checked. */
  expect(): void {
    void engine()
      .then(({ wholeContract }) => wholeContract())
      .catch(() => undefined)
  }

  async #start(): Promise<void> {
    try {
      checkBrowser()
      this.#guess()
      this.#identity = await Identity.of(await openIdentityDatabase(() => this.#lost()))
      this.#wire = new Wire(
        this.#identity,
        (online) => this.#board.set({ online }),
        (to, init) => fetch(to, init),
        () => ({ unsent: this.#board.state.counts.waiting, drafts: this.#board.state.counts.drafts }),
      )
      await this.#stand(this.#identity)
    } catch (error) {
      this.#board.set({ phase: 'failed', failure: problem(failureOf(error)) })
    }
  }

  /** The keypad need not wait for the database to say whose it is: digits are kept until it has. */
  #guess(): void {
    const marker = opensByPin() ? readMarker() : null
    if (marker === null) return
    const { device_id: id, device_no: no, branch_id, branch_name } = marker.device
    this.#board.set({ phase: 'locked', device: { id, no, branch_id, branch_name } })
  }

  async #stand(identity: Identity): Promise<void> {
    const where = await standing(identity)
    if (where === 'enrolled') return this.#arrive(identity, identity.enrolled!)
    const marker = readMarker()
    const lost = where === 'wiped' && marker ? { waiting: marker.waiting, lastContact: marker.lastContact } : null
    this.#board.set({ phase: where, lost })
  }

  async enrol(code: string, name: string): Promise<Outcome> {
    const [identity, wire] = [this.#identity, this.#wire]
    if (identity === null || wire === null) return refused('device_failed')
    const answer = await enrol(identity, wire, code, name, async (deviceId) => {
      ;(await openDeviceDatabase(deviceId, () => undefined)).close()
    })
    if (!answer.ok) return answer
    await this.#arrive(identity, answer.value)
    return done
  }

  async signIn(username: string, password: string): Promise<Outcome> {
    if (this.#post === null) return refused('not_open')
    return this.#post.gate.signIn(username, password, this.#post.enrolled.device_id)
  }

  lock(): void {
    void this.#post?.gate.lock()
    this.#post?.tabs.tell({ say: 'lock' })
  }

  async signOut(): Promise<void> {
    await this.#post?.gate.signOut()
    this.#post?.tabs.tell({ say: 'sign_out' })
  }

  async ask<T>(target: string): Promise<Outcome<T>> {
    return this.#wire === null ? refused('device_failed') : asked<T>(this.#wire, 'GET', target)
  }

  async #arrive(identity: Identity, enrolled: Enrolled): Promise<void> {
    const database = await openDeviceDatabase(enrolled.device_id, () => this.#lost())
    const keyring = new Keyring(database, identity.local, hashPinInWorker)
    const session = new Session(this.#wire!)
    const gate = new Gate(identity, keyring, session, this.#board, this.#inside)
    const tabs = new Tabs(database.name, (word) => void this.#heard(word))
    this.#post = { enrolled, database, session, tabs, gate }
    const { device_id: id, device_no: no, branch_id, branch_name } = enrolled
    this.#board.set({ device: { id, no, branch_id, branch_name }, lost: null })
    await this.#showCounts(database)
    await gate.start()
  }

  /** A locked tablet says how much waits, too. */
  async #showCounts(database: IDBDatabase): Promise<void> {
    const head = await take<StoredHead>(database, 'head', 'head')
    if (head) this.#board.set({ counts: { ...this.#board.state.counts, ...head.counts } })
  }

  readonly #inside: Inside = {
    open: async ({ dataKey }, profile) => {
      const { gate, session, ...post } = this.#post!
      const check = new SessionCheck(
        session,
        () => gate.profile!.person,
        (person) => gate.remember(person),
        () => gate.settle(),
        (where) => this.#board.set({ sessionEnded: where === 'ended' }),
      )
      const around = {
        ...post,
        session,
        wire: this.#wire!,
        board: this.#board,
        check,
        profile: () => gate.profile ?? profile,
      }
      this.#board.set({ sessionEnded: false, ...(await room()) })
      this.#workspace = await (await engine()).Workspace.open(around, dataKey)
      this.#idle.start()
    },
    close: () => {
      this.#idle.stop()
      this.#workspace?.close()
      this.#workspace = null
    },
    renewed: () => this.#workspace?.syncing.signedIn(),
  }

  async #heard(word: Word): Promise<void> {
    if (word.say === 'lock') await this.gate?.lock()
    else if (word.say === 'sign_out') await this.gate?.left()
    else if (word.say === 'sync') this.#workspace?.syncing.heard()
    else if (word.say === 'notice') this.#workspace?.hints.give()
    else if (word.say === 'news') this.#hear(word)
    else await this.#workspace?.changedElsewhere(word.ids)
  }

  #hear({ online, sessionEnded, quarantined }: Extract<Word, { say: 'news' }>): void {
    if (this.#workspace !== null) this.#board.set({ online, sessionEnded, quarantined })
  }

  /** A newer version of the app upgrades the database, or the browser took it away. Nothing goes on without it. */
  #lost(): void {
    this.#inside.close()
    this.#board.set({ phase: 'failed', failure: problem('closed_elsewhere') })
  }
}

class Unfit extends Error {
  readonly code: OwnCode

  constructor(code: OwnCode) {
    super(code)
    this.code = code
  }
}

function checkBrowser(): void {
  if (typeof crypto.subtle === 'undefined') throw new Unfit('no_crypto')
  if (typeof indexedDB === 'undefined' || !('locks' in navigator)) throw new Unfit('no_database')
}

function failureOf(error: unknown): OwnCode {
  if (error instanceof Unfit) return error.code
  if (error instanceof DatabaseNewer) return 'newer_database'
  return 'device_failed'
}
