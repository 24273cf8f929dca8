// Sends what waits and takes the receipts. It needs the tablet's signature and nobody's session.
import { firstBatch } from '../batch.ts'
import { ask, isPushAnswer, type PushAnswer, type Trouble } from './answers.ts'
import type { Commits } from './commits.ts'
import { planEpoch } from './epoch.ts'
import type { Answer, Host, OpRow, Store } from './ports.ts'
import { isUnsent } from './op_state.ts'
import { planReceipts, type Taken } from './take_receipts.ts'
import { OPEN, isHopeless, refused, taken, type Window } from './window.ts'

export interface Pushed {
  requests: number
  /** Operations that got a receipt they did not have. */
  receipts: number
  trouble: Trouble | null
}

const PAGE = 500
// Operations that failed alone in earlier rounds are tried again one by one, until this many have failed again.
const FAILURES = 3

export class Push {
  readonly #host: Host
  readonly #commits: Commits
  /** Places of operations the server could not take, the longest untried first. They are still in the queue. */
  #suspects: number[] = []

  constructor(host: Host, commits: Commits) {
    this.#host = host
    this.#commits = commits
  }

  /** How many operations the server could not take when each was sent alone. */
  get stuck(): number {
    return this.#suspects.length
  }

  async run(): Promise<Pushed> {
    const result: Pushed = { requests: 0, receipts: 0, trouble: null }
    let window: Window = OPEN
    while (!isHopeless(window)) {
      const batch = await this.#batch([...this.#suspects, ...window.aside], window.limit)
      if (batch.length === 0) break
      const outcome = await this.#send(batch, result)
      if (outcome === 'stop') break
      window = outcome === 'taken' ? taken(window) : refused(window, batch)
    }
    const suspects = this.#suspects
    this.#suspects = [...suspects, ...window.aside]
    if (result.trouble === null || result.trouble === 'unacceptable') await this.#retry(suspects, result)
    return result
  }

  async #retry(suspects: readonly number[], result: Pushed): Promise<void> {
    let failures = 0
    for (const place of suspects) {
      if (failures === FAILURES) return
      const op = await this.#host.store.get('ops', place)
      const outcome = op !== undefined && isUnsent(op) ? await this.#send([op], result) : 'taken'
      if (outcome === 'stop') return
      this.#suspects = this.#suspects.filter((each) => each !== place)
      if (outcome === 'taken') continue
      failures += 1
      this.#suspects.push(place)
    }
  }

  /** The first operations without a receipt, as many as one request carries. */
  async #batch(without: readonly number[], limit: number): Promise<OpRow[]> {
    const found = await unsent(this.#host.store, new Set(without), limit)
    return found.slice(0, firstBatch(found.map(size), limit))
  }

  async #send(batch: readonly OpRow[], result: Pushed): Promise<'taken' | 'refused' | 'stop'> {
    const { epoch } = await this.#commits.head()
    const body = batch.map((op) => `${op.text}\n`).join('')
    result.requests += 1
    const heard = await ask(this.#host.transport, { method: 'POST', target: '/sync/push', body }, isPushAnswer)
    if (!heard.ok) {
      result.trouble = heard.trouble
      return heard.trouble === 'unacceptable' || heard.trouble === 'server_error' ? 'refused' : 'stop'
    }
    const { news, isProgress } = await this.#take(heard.body, heard.answer, batch, epoch)
    result.receipts += news
    // An answer that tells of nothing that was sent would be asked for again and again.
    result.trouble = isProgress ? null : 'unreachable'
    return isProgress ? 'taken' : 'stop'
  }

  async #take(body: PushAnswer, answer: Answer, batch: readonly OpRow[], askedIn: string): Promise<Taken> {
    const { store, kind } = this.#host
    await this.#commits.beside(async (head) => {
      const isRestored = head.epoch === askedIn && head.epoch !== '' && head.epoch !== body.epoch
      return { plan: isRestored ? await planEpoch(store, head, body, kind) : null, result: undefined }
    })
    return this.#commits.beside(async (head) => {
      // Another tab met a new epoch meanwhile: this answer may be the old server's.
      const isOurs = head.epoch === body.epoch || (head.epoch === '' && askedIn === '')
      const nothing = { plan: null, result: { news: 0, isProgress: false } }
      return isOurs ? planReceipts(this.#host, head, body, answer, batch) : nothing
    })
  }
}

async function unsent(store: Store, without: ReadonlySet<number>, limit: number): Promise<OpRow[]> {
  const found: OpRow[] = []
  for (let after = 0; found.length < limit;) {
    const page = await store.opsIn('waiting', after, PAGE)
    found.push(...page.filter((op) => isUnsent(op) && !without.has(op.op_seq)))
    if (page.length < PAGE) break
    after = page.at(-1)!.op_seq
  }
  return found
}

/** Whether anything waits that the server has not acknowledged. */
export async function hasUnsent(store: Store): Promise<boolean> {
  return (await unsent(store, new Set(), 1)).length > 0
}

const encoder = new TextEncoder()
const size = (op: OpRow): number => encoder.encode(op.text).length
