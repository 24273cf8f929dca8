// What the person at the tablet is told, as long as the tablet is open to them: known from before at once, then as it comes.
import { inject, onScopeDispose, provide, shallowRef, watch, type InjectionKey, type ShallowRef } from 'vue'
import type { Tablet, TabletState } from '@/device/tablet'
import type { KeptSource } from '@/told/source'
import type { Told } from '@/told/told'
import { useTablet } from '../tablet_view'

export const TELLING: InjectionKey<ShallowRef<Told | null>> = Symbol('telling')

export function useTold(): ShallowRef<Told | null> {
  return inject(TELLING, () => shallowRef(null), true)
}

/** For the shell. */
export function provideTelling(): void {
  const { tablet, state } = useTablet()
  provide(TELLING, makeTelling(tablet, state))
}

/** It begins anew with another person or role. */
export function makeTelling(
  tablet: Pick<Tablet, 'notices'>,
  state: Readonly<ShallowRef<TabletState>>,
): ShallowRef<Told | null> {
  const told = shallowRef<Told | null>(null)
  watch(
    () => whoIsTold(state.value),
    async (who, _before, onCleanup) => {
      told.value = null
      const source = who === null ? null : tablet.notices()
      if (source === null) return
      let [isOver, end] = [false, () => {}]
      onCleanup(() => {
        isOver = true
        end()
      })
      // Behind the first page, which needs none of it.
      const made = await Promise.all([import('@/told/told'), source.kept().catch(() => undefined)]).catch(() => null)
      if (isOver || made === null) return
      const [{ Told }, known] = made
      ;[told.value, end] = begin(new Told(source, known), source)
    },
    { immediate: true },
  )
  onScopeDispose(() => (told.value = null))
  return told
}

const whoIsTold = ({ phase, person }: TabletState): string | null =>
  phase === 'open' && person !== null ? `${person.id} ${person.active_role}` : null

function begin(told: Told, source: KeptSource): [Told, () => void] {
  // What cannot be reached now is read with the next hint.
  const refresh = () => void told.refresh().catch(() => undefined)
  const parted = [told.subscribe(() => void source.keep(told.known).catch(() => undefined)), source.onHint(refresh)]
  refresh()
  return [told, () => parted.forEach((part) => part())]
}
