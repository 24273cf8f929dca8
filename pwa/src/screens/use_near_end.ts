import { onBeforeUnmount, onMounted, type ShallowRef } from 'vue'

/** Calls `reached` whenever the element comes into view or near it. */
export function useNearEnd(end: Readonly<ShallowRef<HTMLElement | null>>, reached: () => void): void {
  let observer: IntersectionObserver | undefined
  onMounted(() => {
    if (!end.value) return
    observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && reached(), {
      rootMargin: '600px',
    })
    observer.observe(end.value)
  })
  onBeforeUnmount(() => observer?.disconnect())
}
