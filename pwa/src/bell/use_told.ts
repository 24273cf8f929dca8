// What a person is told, as Vue sees it, and what happens when something arrives.
import { computed, onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import { chime } from './chime'
import { heed } from '@/told/heed'
import type { ToldNotice } from '@/told/notice'
import type { Known, Told } from '@/told/told'

const NOTHING: Known = { page: null, habits: null }

/** Follows whoever is being told; nobody is while nobody is signed in. */
export function useKnown(told: Ref<Told | null>) {
  const known = shallowRef<Known>(told.value?.known ?? NOTHING)
  let end = () => {}
  const stop = watch(
    told,
    (now) => {
      end()
      known.value = now?.known ?? NOTHING
      end = now?.subscribe(() => (known.value = now.known)) ?? (() => {})
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    stop()
    end()
  })
  return { known, unread: computed(() => known.value.page?.unread ?? 0) }
}

export interface Ways {
  now: () => number
  /** Shows them; there is at least one. */
  show: (notices: readonly ToldNotice[]) => void
  /** Of several pages of one browser one alone is heard. */
  isHeard: () => boolean
}

/** What arrives is shown and heard as the person wishes; the same moment makes one sound. */
export function announce(told: Told, { now, show, isHeard }: Ways): () => void {
  return told.onArrival((arrived) => {
    const { habits } = told.known
    if (habits === null) return
    const heeded = arrived.map((notice) => ({ notice, ...heed(now(), habits, notice.urgent) }))
    const shown = heeded.filter(({ toast }) => toast).map(({ notice }) => notice)
    const heard = heeded.filter(({ sound }) => sound)
    if (shown.length > 0) show(shown)
    if (heard.length > 0 && isHeard()) void chime(heard.some(({ notice }) => notice.urgent)).catch(() => undefined)
  })
}
