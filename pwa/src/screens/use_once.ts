import { shallowRef, watch, type ShallowRef } from 'vue'
import { useTablet } from './tablet_view'

/** What `read` answers for a key, read once for each: what a person is working on does not change under their hands. */
export function useOnce<T>(key: () => string | null, read: () => Promise<T | null>): Readonly<ShallowRef<T | null>> {
  const { reading } = useTablet()
  const answer = shallowRef<T | null>(null)
  watch(
    key,
    async (now) => {
      if (now === null) return
      answer.value = null
      const found = await reading(read)
      if (now === key()) answer.value = found ?? null
    },
    { immediate: true },
  )
  return answer
}
