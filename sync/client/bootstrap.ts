// A download of everything into the generation that is not shown: resumable, and shown only when it is proved complete.
import type { Commits } from './commits.ts'
import { bootstrapStart } from './epoch.ts'
import { shadowTable } from './head.ts'
import { enter, readLedger, wrongScopes, type Ledger } from './ledger.ts'
import type { ScopePage } from './page.ts'
import type { Head, Host } from './ports.ts'
import { planClearing, planFlip } from './settle.ts'

export class Bootstrap {
  readonly #host: Host
  readonly #commits: Commits
  /** What is stored, as of one state of the head; read again when another process went on meanwhile. */
  #kept: { of: string; ledger: Ledger } | null = null

  constructor(host: Host, commits: Commits) {
    this.#host = host
    this.#commits = commits
  }

  async ledger(head: Head): Promise<Ledger> {
    const of = progress(head)
    if (this.#kept?.of === of) return this.#kept.ledger
    const ledger = isBegun(head) ? await readLedger(this.#host.store, shadowTable(head)) : new Map()
    this.#kept = { of, ledger }
    return ledger
  }

  /** The pages were committed on this ledger, and `head` came of it. */
  entered(ledger: Ledger, pages: readonly ScopePage[], head: Head): void {
    enter(ledger, pages)
    this.#kept = { of: progress(head), ledger }
  }

  /** Shows what was downloaded if it is what the server has; otherwise begins again. `head` is the one after the last page. */
  async finish(head: Head, pages: readonly ScopePage[]): Promise<boolean> {
    const ledger = await this.ledger(head)
    const isRight = (await wrongScopes(ledger, pages, this.#host.sha256)).length === 0
    const { store, kind } = this.#host
    await this.#commits.beside(async (now) => {
      if (progress(now) !== progress(head)) return { plan: null, result: undefined }
      if (isRight) return { plan: await planFlip(store, now, ledger.size, kind), result: undefined }
      return { plan: bootstrapStart(now, now.entitlement, await store.all('conflicts')), result: undefined }
    })
    this.#kept = null
    if (isRight) await this.#commits.beside(planClearing)
    return isRight
  }
}

const isBegun = (head: Head): boolean => Object.keys(head.bootstrap?.cursors ?? {}).length > 0

/** How far a bootstrap has come. Commits that only capture do not change it. */
export function progress({ epoch, entitlement, generation, bootstrap }: Head): string {
  const cursors = Object.entries(bootstrap?.cursors ?? {}).sort()
  return JSON.stringify([epoch, entitlement, generation, bootstrap?.rows ?? null, cursors])
}
