// How many are unread, where a person looks who does not look at the page: in its title, and on the app's own mark.
import { countText } from '@/told/notice'

const COUNTED_TITLE = /^\(\d+\+?\) /

export function titled(title: string, unread: number): string {
  const plain = title.replace(COUNTED_TITLE, '')
  return unread === 0 ? plain : `(${countText(unread)}) ${plain}`
}

/** A browser without such marks is no failure, nor one that refuses. */
export function markApp(unread: number): void {
  if (!('setAppBadge' in navigator)) return
  void (unread === 0 ? navigator.clearAppBadge() : navigator.setAppBadge(unread)).catch(() => undefined)
}
