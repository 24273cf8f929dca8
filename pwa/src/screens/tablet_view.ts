// How a screen sees the tablet: its state as it changes, readings that are taken again when something changed, and the time.
import {
  getCurrentScope,
  inject,
  onScopeDispose,
  shallowRef,
  watch,
  type App,
  type InjectionKey,
  type ShallowRef,
  type WatchSource,
} from 'vue'
import type { Tablet, TabletState } from '@/device/tablet'

interface TabletView {
  tablet: Tablet
  state: Readonly<ShallowRef<TabletState>>
  /** Counts the tablet's announcements; a reading watches it. */
  turn: Readonly<ShallowRef<number>>
  /** Something on the tablet could not be read: what is shown may not be all there is. */
  unread: Readonly<ShallowRef<boolean>>
  /** Answers undefined when it could not be read, and says so; what a locked tablet refuses is no failure. */
  reading<T>(read: () => Promise<T>): Promise<T | undefined>
}

const VIEW: InjectionKey<TabletView> = Symbol('tablet')

export function provideTablet(app: App, tablet: Tablet): void {
  const state = shallowRef(tablet.state())
  const turn = shallowRef(0)
  const edition = shallowRef(tablet.reference().version)
  tablet.subscribe(() => {
    state.value = tablet.state()
    edition.value = tablet.reference().version
    turn.value += 1
  })
  const unread = shallowRef(false)
  async function reading<T>(read: () => Promise<T>): Promise<T | undefined> {
    try {
      return await read()
    } catch {
      unread.value ||= tablet.state().phase === 'open'
      return undefined
    }
  }
  app.provide(VIEW, { tablet: tracking(tablet, edition), state, turn, unread, reading })
}

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
  async function again() {
    const mine = (asked += 1)
    const answer = await reading(read)
    if (mine !== asked || answer === undefined) return
    value.value = answer
    ready.value = true
  }
  watch([turn, ...sources], again, { immediate: true })
  return { value, ready }
}

const TICK = 20_000

/** The tablet's clock, moving on by itself while the screen is shown. */
export function useNow(): Readonly<ShallowRef<number>> {
  const now = shallowRef(Date.now())
  const timer = setInterval(() => (now.value = Date.now()), TICK)
  if (getCurrentScope()) onScopeDispose(() => clearInterval(timer))
  return now
}
