// Keeps an open tablet and the server in step, and tells the board how that goes. Only the leading tab polls and listens.
import type { Engine } from '@sync/client/engine.ts'
import type { Round } from '@sync/client/round.ts'
import { Live } from './live'
import type { ReferenceStore } from './reference_store'
import type { SessionCheck } from './session_check'
import type { Board } from './state'
import { SyncLoop } from './sync_loop'
import { lead, type Tabs } from './tabs'

export class Syncing {
  readonly #engine: Engine
  readonly #board: Board
  readonly #check: SessionCheck
  readonly #reference: ReferenceStore
  readonly #renamed: () => void
  readonly #tabs: Tabs
  readonly #loop: SyncLoop
  readonly #live: Live
  readonly #giveUpLead: () => void
  #leads = false

  /** `renamed` is called when other reference data is loaded. */
  constructor(
    lock: string,
    engine: Engine,
    board: Board,
    check: SessionCheck,
    reference: ReferenceStore,
    tabs: Tabs,
    renamed: () => void,
  ) {
    this.#engine = engine
    this.#board = board
    this.#check = check
    this.#reference = reference
    this.#tabs = tabs
    this.#renamed = renamed
    this.#loop = new SyncLoop(() => this.#round())
    this.#live = new Live(() => this.#loop.soon())
    addEventListener('online', this.#hint)
    document.addEventListener('visibilitychange', this.#hint)
    this.#giveUpLead = lead(lock, () => this.#lead())
  }

  /** Something waits. The leading tab sends it, whichever that is. */
  soon(): void {
    if (this.#leads) this.#loop.soon()
    else this.#tabs.tell({ say: 'sync' })
  }

  heard(): void {
    if (this.#leads) this.#loop.soon()
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
    this.#leads = true
    this.#loop.soon()
    return () => {
      this.#leads = false
    }
  }

  /** The browser's word that the network is back is worth a try, no more. */
  #hint = (): void => {
    if (this.#leads && document.visibilityState === 'visible') this.#loop.soon()
  }

  async #round(): Promise<boolean> {
    this.#board.set({ syncing: true })
    try {
      return await this.#told(await this.#engine.sync())
    } finally {
      this.#board.set({ syncing: false })
    }
  }

  async #told({ trouble }: Round): Promise<boolean> {
    if (trouble === null || trouble === 'quarantined' || trouble === 'revoked') {
      this.#board.set({ quarantined: trouble !== null })
    }
    if (trouble !== null) this.#live.stop()
    else if (this.#leads) this.#live.start()
    if (trouble === null) await this.#followReference()
    // Without a session there is nothing to hurry for: the person is asked to sign in.
    return trouble === null || trouble === 'session_ended'
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
  }
}
