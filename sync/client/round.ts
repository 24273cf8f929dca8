// One round with the server: everything that waits goes, then what is new comes. With nothing waiting it is one request.
import type { Trouble } from './answers.ts'
import type { Pull } from './pull.ts'
import type { Push } from './push.ts'

export interface Round {
  /** null: the round came to its end. Otherwise why it ended early; what was reached until then stays. */
  trouble: Trouble | 'verify_failed' | null
  requests: number
  /** Operations that got news of their fate from a push. */
  receipts: number
  /** Items of rows, conflicts and late receipts that a pull brought. */
  items: number
  /** Operations the server could not take although each was sent alone; they are kept and tried again. */
  stuck: number
}

// After a pull there is something to send only when a new epoch offers it again.
const PASSES = 3
// A failure of the one direction says nothing of the other; an unreachable server does.
const PULL_ANYWAY = new Set<Trouble | null>([null, 'unacceptable', 'server_error', 'refused'])

export async function round(push: Push, pull: Pull, hasUnsent: () => Promise<boolean>): Promise<Round> {
  const result: Round = { trouble: null, requests: 0, receipts: 0, items: 0, stuck: 0 }
  for (let pass = 0; pass < PASSES; pass += 1) {
    const pushed = await push.run()
    const pulled = PULL_ANYWAY.has(pushed.trouble) ? await pull.run() : { requests: 0, items: 0, trouble: null }
    result.requests += pushed.requests + pulled.requests
    result.receipts += pushed.receipts
    result.items += pulled.items
    result.trouble = pulled.trouble ?? pushed.trouble
    result.stuck = push.stuck
    if (result.trouble !== null || !(await hasUnsent())) break
  }
  return result
}
