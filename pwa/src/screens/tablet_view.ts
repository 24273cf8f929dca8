// How a screen sees the tablet: its state as it changes, readings that are taken again when something changed, and the time.
import {
  getCurrentScope,
  inject,
  onActivated,
  onDeactivated,
  onScopeDispose,
  shallowRef,
  toValue,
  watch,
  type App,
  type InjectionKey,
  type ShallowRef,
  type WatchSource,
} from 'vue'
import type { Day, Tablet, TabletState } from '@/device/tablet'

interface TabletView {
  tablet: Tablet
  state: Readonly<ShallowRef<TabletState>>
  /** Counts the tablet's announcements; a reading watches it. */
  turn: Readonly<ShallowRef<number>>
  /** Something on the tablet could not be read: what is shown may not be all there is. */
  unread: Readonly<ShallowRef<boolean>>
  /** Answers undefined when it could not be read, and says so; what a locked tablet refuses is no failure. */
  reading<T>(read: () => Promise<T>): Promise<T | undefined>
  /** The same for what stands in memory. */
  seeing<T>(read: () => T): T | undefined
}

const VIEW: InjectionKey<TabletView> = Symbol('tablet')

export function provideTablet(app: App, tablet: Tablet): void {
  const state = shallowRef(tablet.state())
  const turn = shallowRef(0)
  const edition = shallowRef(tablet.reference().version)
  function look() {
    state.value = tablet.state()
    edition.value = tablet.reference().version
    turn.value += 1
  }
  // Who saved something goes on first: to where they go, and what is new is shown there, not where they come from.
  const soon = once((call) => void setTimeout(call), look)
  tablet.subscribe(() => (isSameWork(state.value, tablet.state()) ? soon() : look()))
  const unread = shallowRef(false)
  function failed(): undefined {
    unread.value ||= tablet.state().phase === 'open'
    return undefined
  }
  async function reading<T>(read: () => Promise<T>): Promise<T | undefined> {
    return read().catch(failed)
  }
  function seeing<T>(read: () => T): T | undefined {
    try {
      return read()
    } catch {
      return failed()
    }
  }
  app.provide(VIEW, { tablet: tracking(tablet, edition), state, turn, unread, reading, seeing })
}

/** Open before and after, to the same person: what changed meanwhile is no more than figures and rows. */
const isSameWork = (before: TabletState, now: TabletState): boolean =>
  now.phase === 'open' && before.phase === 'open' && before.person === now.person

/** Several calls before their turn, which `later` gives, are one. */
function once(later: (call: () => void) => void, call: () => unknown): () => void {
  let isDue = false
  return () => {
    if (isDue) return
    isDue = true
    later(() => {
      isDue = false
      call()
    })
  }
}

/** Behind the next frame: what a person has just tapped for is not held up by what is only read again. */
const behindFrame = (call: () => void): void => void requestAnimationFrame(() => setTimeout(call))

/** The tablet, whose reference data, when it arrives while a form is open, is read again by whoever showed what was there. */
function tracking(tablet: Tablet, edition: Readonly<ShallowRef<string>>): Tablet {
  const reference = () => (void edition.value, tablet.reference())
  return new Proxy(tablet, {
    get(target, name) {
      if (name === 'reference') return reference
      const member: unknown = Reflect.get(target, name, target)
      return typeof member === 'function' ? (member.bind(target) as unknown) : member
    },
  })
}

export function useTablet(): TabletView {
  const view = inject(VIEW)
  if (!view) throw new Error('a screen stands outside of the tablet')
  return view
}

export interface Reading<T> {
  value: Readonly<ShallowRef<T>>
  /** False until the first answer. */
  ready: Readonly<ShallowRef<boolean>>
}

/** What `read` answers, taken again whenever the tablet or one of `sources` changed. A late answer never replaces a newer one. */
export function useReading<T>(read: () => Promise<T>, empty: T, sources: WatchSource[] = []): Reading<T> {
  const { turn, reading } = useTablet()
  const value = shallowRef(empty)
  const ready = shallowRef(false)
  let asked = 0
  let isFirst = true
  async function again() {
    isFirst = false
    const mine = (asked += 1)
    const answer = await reading(read)
    if (mine !== asked || answer === undefined) return
    value.value = answer
    ready.value = true
  }
  const later = once(behindFrame, again)
  whileShown(
    () => [turn.value, ...sources.map((source) => toValue(source as () => unknown))],
    () => (isFirst ? again() : later()),
  )
  return { value, ready }
}

/** What 今日 shows. A screen that is kept while another one stands before it looks again when it comes back. */
export function useDay(): Readonly<ShallowRef<Day | null>> {
  const { tablet, turn, seeing } = useTablet()
  const day = shallowRef<Day | null>(null)
  const look = () => (day.value = seeing(() => tablet.day()) ?? null)
  whileShown(turn, look)
  return day
}

/** Calls at once, and at every change of `source` while the component is shown; what happened meanwhile is one call. */
function whileShown(source: WatchSource, call: () => unknown): void {
  let isShown = true
  watch(source, () => isShown && call(), { immediate: true })
  onDeactivated(() => (isShown = false))
  onActivated(() => {
    if (!isShown) call()
    isShown = true
  })
}

const TICK = 20_000

/** The tablet's clock, moving on by itself while the screen is shown. */
export function useNow(): Readonly<ShallowRef<number>> {
  const now = shallowRef(Date.now())
  const timer = setInterval(() => (now.value = Date.now()), TICK)
  if (getCurrentScope()) onScopeDispose(() => clearInterval(timer))
  return now
}
