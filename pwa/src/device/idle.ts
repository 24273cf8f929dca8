// Nobody has touched the tablet for a while: it locks itself. By the clock, because a sleeping page's timers sleep too.

const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'input'] as const
const CHECK_EVERY = 10_000
/** Shared by the tabs: a page in the background must not lock the one that is in use. */
const TOUCHED = 'lobbybook.touched'

export class IdleWatch {
  readonly #after: number
  readonly #idle: () => void
  #timer: ReturnType<typeof setInterval> | undefined

  /** `after` in milliseconds. */
  constructor(after: number, idle: () => void) {
    this.#after = after
    this.#idle = idle
  }

  start(): void {
    this.stop()
    this.#note()
    for (const sign of SIGNS_OF_LIFE) addEventListener(sign, this.#touch, { passive: true, capture: true })
    document.addEventListener('visibilitychange', this.#check)
    this.#timer = setInterval(this.#check, CHECK_EVERY)
  }

  stop(): void {
    for (const sign of SIGNS_OF_LIFE) removeEventListener(sign, this.#touch, { capture: true })
    document.removeEventListener('visibilitychange', this.#check)
    clearInterval(this.#timer)
  }

  /** The first touch after a long sleep comes before any timer: it must not keep open what should be locked. */
  #touch = (): void => {
    this.#check()
    this.#note()
  }

  #check = (): void => {
    if (Date.now() - Number(localStorage.getItem(TOUCHED)) >= this.#after) this.#idle()
  }

  #note(): void {
    localStorage.setItem(TOUCHED, String(Date.now()))
  }
}
