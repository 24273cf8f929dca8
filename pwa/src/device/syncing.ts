// Keeps an open tablet and the server in step, and tells the board how that goes. Only the leading tab polls and listens.
import type { Engine } from '@sync/client/engine.ts'
import type { Round } from '@sync/client/round.ts'
import type { Hints } from './hints'
import { Live, type Poke } from './live'
import type { ReferenceStore } from './reference_store'
import type { SessionCheck } from './session_check'
import type { Board } from './state'
import { SyncLoop } from './sync_loop'
import { lead, type Tabs } from './tabs'

const UNREACHED: Round = { trouble: 'unreachable', requests: 0, receipts: 0, items: 0, stuck: 0 }

export class Syncing {
  readonly #engine: Engine
  readonly #board: Board
  readonly #check: SessionCheck
  readonly #reference: ReferenceStore
  readonly #renamed: () => void
  readonly #reachable: () => Promise<boolean>
  readonly #tabs: Tabs
  readonly #loop: SyncLoop
  readonly #live: Live
  readonly #giveUpLead: () => void
  readonly #hints: Hints

  /** `renamed` is called when other reference data is loaded; `reachable` says whether our server answers; `hints` go to whoever
   * reads what the person is told. */
  constructor(
    lock: string,
    engine: Engine,
    board: Board,
    check: SessionCheck,
    reference: ReferenceStore,
    tabs: Tabs,
    renamed: () => void,
    reachable: () => Promise<boolean>,
    hints: Hints,
  ) {
    this.#engine = engine
    this.#board = board
    this.#check = check
    this.#reference = reference
    this.#tabs = tabs
    this.#renamed = renamed
    this.#reachable = reachable
    this.#hints = hints
    this.#loop = new SyncLoop(() => this.#round())
    this.#live = new Live(
      (poke) => void this.#poked(poke).catch(() => undefined),
      () => this.#noticed(),
    )
    addEventListener('online', this.#hint)
    document.addEventListener('visibilitychange', this.#hint)
    this.#giveUpLead = lead(lock, () => this.#lead())
    // Whoever leads: a page that was just unlocked shows what is true now.
    this.#loop.soon()
  }

  /** Something waits. The leading tab sends it, whichever that is. */
  soon(): void {
    if (this.#loop.polls) this.#loop.soon()
    else this.#tabs.tell({ say: 'sync' })
  }

  heard(): void {
    if (this.#loop.polls) this.#loop.soon()
  }

  /** A poke about what this tablet has sent itself has nothing new to tell. */
  async #poked({ scope, seq }: Poke): Promise<void> {
    await this.#loop.settled()
    const { cursors } = await this.#engine.head()
    if ((cursors[scope] ?? 0) < seq) await this.#loop.now()
  }

  #noticed(): void {
    this.#hints.give()
    this.#tabs.tell({ say: 'notice' })
  }

  now(): Promise<void> {
    return this.#loop.now()
  }

  end(): void {
    removeEventListener('online', this.#hint)
    document.removeEventListener('visibilitychange', this.#hint)
    this.#giveUpLead()
    this.#live.stop()
    this.#loop.end()
    this.#board.set({ syncing: false })
  }

  #lead(): () => void {
    this.#loop.polls = true
    this.#loop.soon()
    return () => {
      this.#loop.polls = false
    }
  }

  /** The browser's word that the network is back is worth a try, no more. */
  #hint = (): void => {
    if (this.#loop.polls && document.visibilityState === 'visible') this.#loop.soon()
  }

  async #round(): Promise<boolean> {
    this.#board.set({ syncing: true })
    try {
      // All that waits is read and packed for a round: not for a server that does not answer, at every capture anew.
      return await this.#told((await this.#reachable()) ? await this.#engine.sync() : UNREACHED)
    } finally {
      this.#board.set({ syncing: false })
    }
  }

  async #told({ trouble }: Round): Promise<boolean> {
    if (trouble === null || trouble === 'quarantined' || trouble === 'revoked') {
      this.#board.set({ quarantined: trouble !== null })
    }
    if (trouble !== null) this.#live.stop()
    else if (this.#loop.polls) this.#live.start()
    if (trouble === null && this.#hints.isLate) this.#noticed()
    if (trouble === null) await this.#followReference()
    if (trouble !== 'unreachable') this.#sendFiles()
    const { online, sessionEnded, quarantined } = this.#board.state
    this.#tabs.tell({ say: 'news', online, sessionEnded, quarantined })
    // Without a session there is nothing to hurry for: the person is asked to sign in.
    return trouble === null || trouble === 'session_ended'
  }

  /** Beside the rounds: no record waits for a picture. What went wrong stands at the file, and the next round tries again. */
  #sendFiles(): void {
    void this.#engine.upload().catch(() => undefined)
  }

  async #followReference(): Promise<void> {
    const { reference } = await this.#engine.head()
    if (!(await this.#reference.follow(reference))) return
    this.#renamed()
    this.#board.announce()
  }

  /** The person has signed in again. */
  signedIn(): void {
    this.#check.set('mine')
    this.#loop.soon()
  }

  /** Role or language were changed here: the server is told before the next pull. */
  agreeAgain(): void {
    this.#check.set('unknown')
    this.#loop.soon()
    // The line speaks to the role in which it was opened, also when a round that is under way opens it.
    void this.#loop.settled().then(() => this.#live.stop())
  }
}
