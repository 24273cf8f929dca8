// What a person is told, as Vue sees it.
import { computed, onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import type { Known } from '@/told/source'
import type { Told } from '@/told/told'

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
