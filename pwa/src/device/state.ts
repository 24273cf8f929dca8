// The one state the screens read. It is replaced, never changed, so whoever holds an older one holds it whole.
import type { TabletState } from './tablet'

const START: TabletState = {
  phase: 'starting',
  failure: null,
  device: null,
  person: null,
  grantExpiresAt: null,
  online: false,
  sessionEnded: false,
  syncing: false,
  bootstrap: null,
  counts: { waiting: 0, attention: 0, done: 0, settled: 0, conflicts: 0, drafts: 0, uploads: 0 },
  lastContact: null,
  skew: null,
  persisted: null,
  storage: null,
  pin: { failures: 0, lockedUntil: null },
  people: [],
  lost: null,
  updateWaiting: false,
  quarantined: false,
}

export class Board {
  #state = START
  readonly #listeners = new Set<() => void>()

  get state(): TabletState {
    return this.#state
  }

  /** Tells the listeners only when something is another than before. */
  set(changes: Partial<TabletState>): void {
    const names = Object.keys(changes) as (keyof TabletState)[]
    if (names.every((name) => JSON.stringify(this.#state[name]) === JSON.stringify(changes[name]))) return
    this.#state = { ...this.#state, ...changes }
    this.announce()
  }

  /** For what is not in the state: rows that changed, reference data that was loaded. */
  announce(): void {
    for (const listener of this.#listeners) listener()
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
