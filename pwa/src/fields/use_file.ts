// The bytes a name stands for, while something on the page shows them.
import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import { useReadFile } from './form_world'

/** `undefined` while it is read, null where it is not at hand. */
export function useFile(name: () => string): Ref<Blob | null | undefined> {
  const read = useReadFile()
  const found = shallowRef<Blob | null>()
  watch(
    name,
    async (wanted) => {
      found.value = undefined
      const bytes = await read(wanted).catch(() => null)
      if (wanted === name()) found.value = bytes
    },
    { immediate: true },
  )
  return found
}

/** An address for an `<img>`, let go with the component. */
export function useFileAddress(name: () => string): Ref<string | null | undefined> {
  const file = useFile(name)
  const address = shallowRef<string | null>()
  const letGo = () => address.value && URL.revokeObjectURL(address.value)
  watch(
    file,
    (bytes) => {
      letGo()
      address.value = bytes ? URL.createObjectURL(bytes) : bytes
    },
    { immediate: true },
  )
  onScopeDispose(letGo)
  return address
}
