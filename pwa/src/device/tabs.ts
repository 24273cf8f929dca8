// Several pages of one tablet agree: what one changes the others show, when one locks they all do, one of them leads.

export type Word =
  /** Rows of these records are others now; null: too many to name. */
  | { say: 'changed'; ids: readonly string[] | null }
  | { say: 'lock' }
  | { say: 'sign_out' }
  /** Something waits to be sent. */
  | { say: 'sync' }
  /** The person is told something. */
  | { say: 'notice' }
  /** What the leading tab's last round found. */
  | { say: 'news'; online: boolean; sessionEnded: boolean; quarantined: boolean }

export class Tabs {
  readonly #channel: BroadcastChannel

  constructor(name: string, heard: (word: Word) => void) {
    this.#channel = new BroadcastChannel(name)
    this.#channel.onmessage = ({ data }: MessageEvent<Word>) => heard(data)
  }

  tell(word: Word): void {
    this.#channel.postMessage(word)
  }
}

/**
 * Runs `work` once this page leads, and ends what it returned when leadership is given up (the call returned). The lock
 * only saves effort: two leaders do no harm, because commits are fenced by the head's version and pushes are idempotent.
 */
export function lead(name: string, work: () => () => void): () => void {
  const giveUp = new AbortController()
  const held = async () => {
    if (giveUp.signal.aborted) return
    const end = work()
    await new Promise<void>((resolve) => giveUp.signal.addEventListener('abort', () => resolve(), { once: true }))
    end()
  }
  navigator.locks.request(name, { signal: giveUp.signal }, held).catch(() => undefined)
  return () => giveUp.abort()
}
