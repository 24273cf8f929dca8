// What a person is told, in memory, behind the face of the server and of what the tablet keeps.
import type { Habits, ToldNotice } from '../../pwa/src/told/notice.ts'
import type { KeptSource, Known } from '../../pwa/src/told/source.ts'

/** `known`: what the tablet kept from before. */
export function noticeSource(first: readonly ToldNotice[], known: Known = { page: null, habits: null }): KeptSource {
  let items = [...first]
  let habits: Habits = {
    ...{ sound: true, toasts: true, quiet_from: null, quiet_until: null },
    house: { quiet_from: '20:00', quiet_until: '08:00' },
  }
  const unread = () => items.filter(({ read }) => !read).length
  return {
    page: async () => ({ items, next: null, unread: unread() }),
    mark: async (which) => {
      const isMarked = ({ id }: ToldNotice) => ('ids' in which ? which.ids.includes(id) : id <= which.through)
      items = items.map((each) => (isMarked(each) ? { ...each, read: true } : each))
      return unread()
    },
    habits: async () => habits,
    choose: async (change) => (habits = { ...habits, ...change }),
    kept: async () => known,
    keep: async (now) => void (known = now),
    onHint: () => () => {},
  }
}
