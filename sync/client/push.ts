// Sends what waits and takes the receipts. It needs the tablet's signature and nobody's session.
import { firstBatch } from '../batch.ts'
import { ask, isPushAnswer, type PushAnswer, type Trouble } from './answers.ts'
import type { Commits, Planned } from './commits.ts'
import { planEpoch } from './epoch.ts'
import type { Answer, Host, OpRow, Store } from './ports.ts'
import { isUnsent } from './op_state.ts'
import { look, planReceipts, type Looked, type Taken } from './take_receipts.ts'
import { OPEN, isHopeless, refused, taken, type Window } from './window.ts'

export interface Pushed {
  requests: number
  /** Operations that got a receipt they did not have. */
  receipts: number
  trouble: Trouble | null
}

interface Heard {
  body: PushAnswer
  answer: Answer
  /** The epoch it was sent in. */
  askedIn: string
}
type Sent = ({ fate: 'taken' } & Heard) | { fate: 'refused' | 'stop' }

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
    const suspects = this.#suspects
    this.#suspects = [...suspects, ...(await this.#drain(result))]
    if (result.trouble === null || result.trouble === 'unacceptable') await this.#retry(suspects, result)
    return result
  }

  /**
   * Sends batch after batch: each is read while the server decides the one before, and travels while that one's receipts are
   * stored. Returns the places that failed alone.
   */
  async #drain(result: Pushed): Promise<readonly number[]> {
    let window: Window = OPEN
    let storing = Promise.resolve(true)
    let batch = await this.#batch(window, 0)
    try {
      while (batch.length > 0 && !isHopeless(window)) {
        const [sent, looked, following] = await this.#sendAndRead(batch, window, storing, result)
        const goesOn = await storing
        if (!goesOn) result.trouble = 'unreachable'
        if (sent.fate === 'taken') storing = this.#take(sent, batch, looked, result)
        if (sent.fate === 'stop' || !goesOn) break
        window = sent.fate === 'taken' ? taken(window) : refused(window, batch)
        batch = sent.fate === 'taken' ? following : await this.#batch(window, batch[0]!.op_seq - 1)
        // At the end: what was sent and got no receipt is sent again.
        if (batch.length === 0 && (await storing)) batch = await this.#batch(window, 0)
      }
    } finally {
      await storing
    }
    return window.aside
  }

  async #sendAndRead(batch: readonly OpRow[], window: Window, storing: Promise<unknown>, result: Pushed) {
    const sending = this.#send(batch, result)
    const looking = this.#look(batch, storing)
    const following = this.#batch(taken(window), batch.at(-1)!.op_seq)
    return Promise.all([sending, looking, following])
  }

  async #retry(suspects: readonly number[], result: Pushed): Promise<void> {
    let failures = 0
    for (const place of suspects) {
      if (failures === FAILURES) return
      const op = await this.#host.store.get('ops', place)
      const outcome = op !== undefined && isUnsent(op) ? await this.#alone(op, result) : 'taken'
      if (outcome === 'stop') return
      this.#suspects = this.#suspects.filter((each) => each !== place)
      if (outcome === 'taken') continue
      failures += 1
      this.#suspects.push(place)
    }
  }

  async #alone(op: OpRow, result: Pushed): Promise<Sent['fate']> {
    const sent = await this.#send([op], result)
    if (sent.fate !== 'taken') return sent.fate
    return (await this.#take(sent, [op], null, result)) ? 'taken' : 'stop'
  }

  /** The first operations after this place without a receipt, as many as one request carries. */
  async #batch({ aside, limit }: Window, after: number): Promise<OpRow[]> {
    const found = await unsent(this.#host.store, new Set([...this.#suspects, ...aside]), limit, after)
    return found.slice(0, firstBatch(found.map(size), limit))
  }

  async #send(batch: readonly OpRow[], result: Pushed): Promise<Sent> {
    const { epoch } = await this.#commits.head()
    const body = batch.map((op) => `${op.text}\n`).join('')
    result.requests += 1
    const heard = await ask(this.#host.transport, { method: 'POST', target: '/sync/push', body }, isPushAnswer)
    result.trouble = heard.ok ? null : heard.trouble
    if (heard.ok) return { fate: 'taken', body: heard.body, answer: heard.answer, askedIn: epoch }
    return { fate: heard.trouble === 'unacceptable' || heard.trouble === 'server_error' ? 'refused' : 'stop' }
  }

  /** What the receipts of a batch will change, read while the server decides; a failure shows when it is read again. */
  async #look(batch: readonly OpRow[], storing: Promise<unknown>): Promise<Looked | null> {
    const read = async () => look(this.#host.store, await this.#commits.head(), batch)
    return storing.then(read).catch(() => null)
  }

  /** False when the answer told of nothing that was sent: it would be asked for again and again. */
  async #take({ body, answer, askedIn }: Heard, batch: readonly OpRow[], looked: Looked | null, result: Pushed) {
    if (body.epoch !== askedIn) await this.#follow(body, askedIn)
    const { news, isProgress } = await this.#commits.beside(async (head): Promise<Planned<Taken>> => {
      // Another tab met a new epoch meanwhile: this answer may be the old server's.
      const isOurs = head.epoch === body.epoch || (head.epoch === '' && askedIn === '')
      if (!isOurs) return { plan: null, result: { news: 0, isProgress: false } }
      const now = looked?.version === head.version ? looked : await look(this.#host.store, head, batch)
      return planReceipts(this.#host, head, body, answer, batch, now)
    })
    result.receipts += news
    if (!isProgress) result.trouble = 'unreachable'
    return isProgress
  }

  /** The server was restored from a backup. */
  async #follow(body: PushAnswer, askedIn: string): Promise<void> {
    const { store, kind } = this.#host
    await this.#commits.beside(async (head) => {
      const isRestored = head.epoch === askedIn && head.epoch !== '' && head.epoch !== body.epoch
      return { plan: isRestored ? await planEpoch(store, head, body, kind) : null, result: undefined }
    })
  }
}

async function unsent(store: Store, without: ReadonlySet<number>, limit: number, from = 0): Promise<OpRow[]> {
  const found: OpRow[] = []
  for (let after = from; found.length < limit;) {
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
