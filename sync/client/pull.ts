// Brings the server's rows page by page, and when rights or epoch changed all of them anew, beside the ones that are shown.
import { applyPage } from './apply_page.ts'
import { ask, type Trouble } from './answers.ts'
import { progress, type Bootstrap } from './bootstrap.ts'
import type { Commits, Planned } from './commits.ts'
import { bootstrapStart, planEpoch } from './epoch.ts'
import type { Plan } from './head.ts'
import { readKnown } from './known.ts'
import type { Ledger } from './ledger.ts'
import {
  continues,
  cursorsOf,
  isPullAnswer,
  livePages,
  losesScope,
  pullTarget,
  type PullAnswer,
  type ScopePage,
} from './page.ts'
import type { Answer, Head, Host } from './ports.ts'
import { planTidy } from './settle.ts'

export interface Pulled {
  requests: number
  /** Items stored. */
  items: number
  trouble: Trouble | 'verify_failed' | null
}

/** What became of an answer. `misfit`: it does not go on from what is stored, or began a download anew. */
type Outcome = { fate: 'misfit' } | { fate: 'stored'; head: Head; ledger: Ledger | null }

// Answers in a row that brought nothing further before the round gives up; the next one tries again.
const MISFITS = 5

export class Pull {
  readonly #host: Host
  readonly #commits: Commits
  readonly #bootstrap: Bootstrap

  constructor(host: Host, commits: Commits, bootstrap: Bootstrap) {
    this.#host = host
    this.#commits = commits
    this.#bootstrap = bootstrap
  }

  async run(): Promise<Pulled> {
    const result: Pulled = { requests: 0, items: 0, trouble: null }
    for (let misfits = 0; misfits < MISFITS; misfits += 1) {
      const asked = await this.#commits.head()
      result.requests += 1
      const heard = await ask(this.#host.transport, { method: 'GET', target: pullTarget(asked) }, isPullAnswer)
      if (!heard.ok) return { ...result, trouble: heard.trouble }
      const outcome = await this.#take(asked, heard.body, heard.answer)
      if (outcome.fate === 'misfit') continue
      const pages = livePages(heard.body)
      result.items += pages.reduce((sum, page) => sum + page.items.length, 0)
      if (!heard.body.more && !isUnproved(outcome.head, pages))
        return { ...result, trouble: await this.#finish(outcome.head, heard.body) }
      if (pages.some((page) => page.to > page.from)) misfits = -1
    }
    return { ...result, trouble: 'busy' }
  }

  async #take(asked: Head, body: PullAnswer, answer: Answer): Promise<Outcome> {
    const outcome = await this.#commits.beside((head) => this.#plan(head, asked, body, answer))
    if (outcome.fate === 'stored' && outcome.ledger)
      this.#bootstrap.entered(outcome.ledger, livePages(body), outcome.head)
    return outcome
  }

  async #plan(head: Head, asked: Head, body: PullAnswer, answer: Answer): Promise<Planned<Outcome>> {
    const misfit: Outcome = { fate: 'misfit' }
    if (position(head) !== position(asked)) return { plan: null, result: misfit }
    const { store, kind } = this.#host
    if (head.epoch !== '' && head.epoch !== body.epoch) {
      return { plan: await planEpoch(store, head, body, kind), result: misfit }
    }
    const start = await this.#start(head, body)
    const begun: Head = { ...head, ...start?.head }
    if (!continues(body, cursorsOf(begun))) return { plan: start, result: misfit }
    const ledger = begun.bootstrap && (start ? new Map() : await this.#bootstrap.ledger(begun))
    const page = applyPage(begun, body, answer, await readKnown(this.#host, begun, body, ledger))
    const plan = start ? both(start, page) : page
    return { plan, result: { fate: 'stored', head: { ...begun, ...page.head }, ledger } }
  }

  /** A download of everything when this is the first answer, or when the person's rights are others than before. */
  async #start(head: Head, { epoch, entitlement, ...body }: PullAnswer): Promise<Plan | null> {
    if (head.epoch === epoch && head.entitlement === entitlement && !losesScope(body)) return null
    const start = bootstrapStart(head, entitlement, await this.#host.store.all('conflicts'))
    return { ...start, head: { ...start.head, epoch } }
  }

  async #finish(head: Head, body: PullAnswer): Promise<Pulled['trouble']> {
    const isRight = head.bootstrap === null || (await this.#bootstrap.finish(head, livePages(body)))
    const { store, kind } = this.#host
    await this.#commits.beside((now) => planTidy(store, now, kind))
    return isRight ? null : 'verify_failed'
  }
}

/** A download that ended with an answer that was not asked to prove itself: the next one is. */
function isUnproved(head: Head, pages: readonly ScopePage[]): boolean {
  return head.bootstrap !== null && pages.every((page) => page.check === undefined)
}

/** Where a pull stands: an answer is for the position it was asked from. */
function position(head: Head): string {
  return progress(head) + JSON.stringify(Object.entries(head.cursors).sort())
}

/** Two plans in one commit: first the one, then the other made on the head of the first. */
function both(first: Plan, second: Plan): Plan {
  return {
    ...first,
    reason: `${first.reason}; ${second.reason}`,
    head: { ...first.head, ...second.head },
    writes: [...first.writes, ...second.writes],
  }
}
