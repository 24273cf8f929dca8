// Short words that say something went well, or that something has come. Failures are never toasts: they stay where they happened
// until dealt with.
import { ref } from 'vue'

interface Extras {
  icon?: string
  /** What can be done about it; there is a little longer for that. */
  action?: string
  act?: () => void
}

export interface Toast extends Extras {
  id: number
  text: string
}

const SHOWN_FOR = 4000
const SHOWN_WITH_ACTION_FOR = 10_000
let last = 0
export const toasts = ref<Toast[]>([])

/** Answers by what it is put away again. */
export function toast(text: string, extras: Extras = {}): number {
  const id = (last += 1)
  toasts.value = [...toasts.value.slice(-1), { id, text, ...extras }]
  setTimeout(() => putAway(id), extras.action ? SHOWN_WITH_ACTION_FOR : SHOWN_FOR)
  return id
}

export function putAway(id: number): void {
  toasts.value = toasts.value.filter((each) => each.id !== id)
}
