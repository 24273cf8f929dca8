import { shallowRef, watch, type ShallowRef } from 'vue'

/** What `read` answers for a key, read once for each: what a person is working on does not change under their hands. */
export function useOnce<T>(key: () => string | null, read: () => Promise<T | null>): Readonly<ShallowRef<T | null>> {
  const answer = shallowRef<T | null>(null)
  watch(
    key,
    async (now) => {
      if (now === null) return
      answer.value = null
      const found = await read()
      if (now === key()) answer.value = found
    },
    { immediate: true },
  )
  return answer
}
