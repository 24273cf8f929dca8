// Nobody touches the customer's page for a while: it says so, then starts over. By the clock, because timers sleep too.
import { onScopeDispose, ref, type Ref } from 'vue'

const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'input'] as const
const WARNING_SECONDS = 10

/** Seconds left while the warning stands; null before it. `over` is called once each time they have run out. */
export function useIdleWatch(seconds: number, over: () => void): { left: Ref<number | null>; touched: () => void } {
  const left = ref<number | null>(null)
  let last = Date.now()
  function touched() {
    last = Date.now()
    left.value = null
  }
  function look() {
    const remaining = Math.ceil((last + seconds * 1000 - Date.now()) / 1000)
    if (remaining > 0) left.value = remaining <= WARNING_SECONDS ? remaining : null
    else {
      touched()
      over()
    }
  }
  const timer = setInterval(look, 500)
  for (const sign of SIGNS_OF_LIFE) addEventListener(sign, touched, { passive: true, capture: true })
  onScopeDispose(() => {
    clearInterval(timer)
    for (const sign of SIGNS_OF_LIFE) removeEventListener(sign, touched, { capture: true })
  })
  return { left, touched }
}
