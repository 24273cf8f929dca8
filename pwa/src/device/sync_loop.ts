// When to sync: at once after a capture, on a poke, now and then, and less often while it fails. One round at a time.
import { backoff } from '@sync/client/backoff.ts'

/** Between two rounds that captures ask for: what is captured meanwhile goes together. */
const SOON = 100
/** After a capture while the server does not answer: to ask it again costs time that the person at the tablet needs. */
const AFTER_FAILURE = 500
const POLL = 60_000
const JITTER = 0.2
const LONGEST = 60_000

export class SyncLoop {
  readonly #round: () => Promise<boolean>
  #running: Promise<void> | null = null
  #wanted = false
  #failures = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #due = Infinity
  #restedSince = -Infinity
  #ended = false
  /** Whether rounds follow by themselves: one tab of a tablet polls, the others only do what they are asked for. */
  polls = false

  /** `round` says whether it reached its end. */
  constructor(round: () => Promise<boolean>) {
    this.#round = round
  }

  /** At once after a quiet time, else a moment after the last round; later when that one failed. */
  soon(): void {
    this.#in(this.#failures > 0 ? AFTER_FAILURE : Math.max(0, this.#restedSince + SOON - Date.now()))
  }

  /** Resolves after a round that began no earlier than now. */
  async now(): Promise<void> {
    if (this.#running !== null) {
      this.#wanted = true
      await this.#running
    }
    if (this.#ended) return
    this.#running ??= this.#run()
    await this.#running
  }

  /** Resolves when no round runs. */
  async settled(): Promise<void> {
    while (this.#running !== null) await this.#running
  }

  end(): void {
    this.#ended = true
    clearTimeout(this.#timer)
  }

  async #run(): Promise<void> {
    clearTimeout(this.#timer)
    this.#due = Infinity
    this.#wanted = false
    const reached = await this.#round().catch(() => false)
    this.#failures = reached ? 0 : this.#failures + 1
    this.#running = null
    this.#restedSince = Date.now()
    if (this.#wanted) this.#in(0)
    else if (this.polls) this.#in(pause(this.#failures, Math.random()))
  }

  /** The earlier of two appointments counts. */
  #in(delay: number): void {
    const due = Date.now() + delay
    if (this.#ended || due >= this.#due) return
    if (this.#running !== null) {
      this.#wanted = true
      return
    }
    clearTimeout(this.#timer)
    this.#due = due
    this.#timer = setTimeout(() => void this.now(), delay)
  }
}

/** Milliseconds until the next round; `chance` in [0, 1) keeps the tablets of a branch apart. */
export function pause(failures: number, chance: number): number {
  if (failures > 0) return Math.min(LONGEST, backoff(failures, chance))
  return Math.round(POLL * (1 - JITTER + 2 * JITTER * chance))
}
