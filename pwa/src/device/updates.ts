// A new version of the app waits until a person lets it in, and never reloads a page while a form is dirty anywhere.

const WORKER = '/sw.js'
const DIRTY = 'lobbybook-dirty-form'
/** A tablet stays on one page for days; a browser itself only looks when a page is loaded. */
const LOOK_EVERY = 3_600_000

export class Updates {
  readonly #changed: (waiting: boolean) => void
  #registration: ServiceWorkerRegistration | null = null
  #holding: (() => void) | null = null
  #applying = false

  constructor(changed: (waiting: boolean) => void) {
    this.#changed = changed
  }

  async watch(): Promise<void> {
    if (!('serviceWorker' in navigator)) return
    const controlled = navigator.serviceWorker.controller !== null
    navigator.serviceWorker.addEventListener('controllerchange', () => {
      // The first worker takes the page over without a change of version.
      if (controlled || this.#applying) void this.#reload()
    })
    this.#registration = await navigator.serviceWorker.register(WORKER, { updateViaCache: 'none' })
    this.#registration.addEventListener('updatefound', () => this.#follow())
    setInterval(() => void this.#look(), LOOK_EVERY)
    this.#tell()
    const active = (await navigator.serviceWorker.ready).active
    active?.postMessage('STORE_REST')
  }

  /** Asks for a newer version; being offline is no failure. */
  async #look(): Promise<void> {
    await this.#registration?.update().catch(() => undefined)
  }

  /** A form that is dirty holds a lock that every tab can see and that ends with its tab. */
  hold(dirty: boolean): void {
    if (dirty === (this.#holding !== null)) return
    if (!dirty) {
      this.#holding?.()
      this.#holding = null
      return
    }
    const held = new Promise<void>((resolve) => (this.#holding = resolve))
    void navigator.locks.request(DIRTY, { mode: 'shared' }, () => held)
  }

  /** At once, or as soon as the last dirty form of any tab is saved or parked. */
  async apply(): Promise<void> {
    const waiting = this.#registration?.waiting
    if (!waiting) return
    this.#applying = true
    await navigator.locks.request(DIRTY, { mode: 'exclusive' }, () => {
      // A new worker takes over when the old one has ended all it does ("wait for exitingWorker to finish handling any in-progress
      // requests", Service Workers §Activate): one download that hangs, and the old one stays in charge of a page that stays open.
      this.#registration?.active?.postMessage('LET_GO')
      waiting.postMessage('SKIP_WAITING')
    })
  }

  async #reload(): Promise<void> {
    // Granted once no form is dirty; until then the page goes on with the code it has.
    await navigator.locks.request(DIRTY, { mode: 'exclusive' }, () => location.reload())
  }

  #follow(): void {
    const installing = this.#registration?.installing
    installing?.addEventListener('statechange', () => this.#tell())
  }

  #tell(): void {
    const waiting = this.#registration?.waiting ?? null
    this.#changed(waiting !== null && navigator.serviceWorker.controller !== null)
  }
}
