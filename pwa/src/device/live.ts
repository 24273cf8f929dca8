// The server's poke after a commit. It carries nothing but a hint; whoever misses it is told by the next poll.

const AGAIN_AFTER = 30_000

export interface Poke {
  scope: string
  seq: number
}

export class Live {
  readonly #poked: (poke: Poke) => void
  readonly #noticed: () => void
  #source: EventSource | null = null
  #timer: ReturnType<typeof setTimeout> | undefined

  /** `noticed`: the person is told something, or may have been while there was no line. */
  constructor(poked: (poke: Poke) => void, noticed: () => void = () => undefined) {
    this.#poked = poked
    this.#noticed = noticed
  }

  start(): void {
    if (this.#source !== null) return
    const source = new EventSource('/sync/live')
    this.#source = source
    source.addEventListener('poke', (event: MessageEvent<string>) => this.#poked(JSON.parse(event.data) as Poke))
    source.addEventListener('notice', () => this.#noticed())
    source.onopen = () => this.#noticed()
    source.onerror = () => {
      // A browser tries again by itself unless it was answered with a refusal.
      if (source.readyState === EventSource.CLOSED) this.#later()
    }
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#source?.close()
    this.#source = null
  }

  #later(): void {
    this.stop()
    this.#timer = setTimeout(() => this.start(), AGAIN_AFTER)
  }
}
