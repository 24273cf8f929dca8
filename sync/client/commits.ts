// The only way to the store's commit: plans are made on a head, and made again when another commit came first.
import { FIRST_HEAD, type Plan } from './head.ts'
import type { Head, Store, Write } from './ports.ts'

/** What a planner hands over: the plan to commit (null: nothing to do) and what its caller is told then. */
export interface Planned<R> {
  plan: Plan | null
  result: R
}
export type Planner<R> = (head: Head) => Promise<Planned<R>>

// After this many plans made in vain the next one is made while everybody else waits.
const PATIENCE = 4

export class Commits {
  readonly store: Store
  #last: Promise<unknown> = Promise.resolve()
  /** The head of the last commit made here. Another tab may have gone on since; then a commit on it comes to nothing. */
  #lately: Head | null = null

  constructor(store: Store) {
    this.store = store
  }

  async head(): Promise<Head> {
    // What an older version of this app wrote lacks what came later.
    return { ...FIRST_HEAD, ...(await this.store.get('head', 'head')) }
  }

  /** For what a person waits for: planned and committed in its turn. */
  async now<R>(planner: Planner<R>): Promise<R> {
    return this.#inTurn(async () => (await this.#onLately(planner)) ?? (await this.#onRead(planner))).then(
      ({ result }) => result,
    )
  }

  /** Without reading the head. Only a commit proves it true, so a plan for nothing is made again. */
  async #onLately<R>(planner: Planner<R>): Promise<{ result: R } | null> {
    const head = this.#lately
    if (head === null) return null
    const { plan, result } = await planner(head)
    return plan !== null && (await this.#commit(head, plan)) ? { result } : null
  }

  async #onRead<R>(planner: Planner<R>): Promise<{ result: R }> {
    for (;;) {
      const head = await this.head()
      const { plan, result } = await planner(head)
      if (await this.#commit(head, plan)) return { result }
    }
  }

  /** For the work of a whole page: planned beside the captures, which wait for its commit alone. */
  async beside<R>(planner: Planner<R>): Promise<R> {
    for (let tries = 0; tries < PATIENCE; tries += 1) {
      const head = await this.head()
      const { plan, result } = await planner(head)
      if (await this.#inTurn(() => this.#commit(head, plan))) return result
    }
    return this.now(planner)
  }

  async #commit(head: Head, plan: Plan | null): Promise<boolean> {
    if (plan === null) return true
    const next: Head = { ...head, ...plan.head, version: head.version + 1 }
    this.#lately = null
    const writes: Write[] = [...plan.writes, { table: 'head', key: 'head', value: next }]
    const isWritten = await this.store.commit(writes, head.version, plan.emptied)
    if (isWritten) this.#lately = next
    return isWritten
  }

  #inTurn<R>(work: () => Promise<R>): Promise<R> {
    const turn = this.#last.then(work, work)
    this.#last = turn.catch(() => undefined)
    return turn
  }
}
