// Short words that say something went well. Failures are never toasts: they stay where they happened until dealt with.
import { ref } from 'vue'

export interface Toast {
  id: number
  text: string
}

const SHOWN_FOR = 4000
let last = 0
export const toasts = ref<Toast[]>([])

export function toast(text: string): void {
  const id = (last += 1)
  toasts.value = [...toasts.value.slice(-1), { id, text }]
  setTimeout(() => {
    toasts.value = toasts.value.filter((each) => each.id !== id)
  }, SHOWN_FOR)
}
