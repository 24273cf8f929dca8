// Departments have no live feed: what they see is read again while somebody looks at it.

export interface Visibility {
  hidden: boolean
  addEventListener(type: 'visibilitychange', listener: () => void): void
  removeEventListener(type: 'visibilitychange', listener: () => void): void
}

/** Calls `read` every `seconds` while the page is visible, and at once when it becomes so again. Returns how to stop. */
export function poll(read: () => void, seconds: number, page: Visibility = document): () => void {
  const tick = setInterval(() => {
    if (!page.hidden) read()
  }, seconds * 1000)
  const shown = () => {
    if (!page.hidden) read()
  }
  page.addEventListener('visibilitychange', shown)
  return () => {
    clearInterval(tick)
    page.removeEventListener('visibilitychange', shown)
  }
}
