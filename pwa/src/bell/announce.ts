// What happens when something arrives: it is shown and heard as the person wishes.
import { heed } from '@/told/heed'
import type { ToldNotice } from '@/told/notice'
import type { Told } from '@/told/told'
import { chime } from './chime'

export interface Ways {
  now: () => number
  /** Shows them; there is at least one. */
  show: (notices: readonly ToldNotice[]) => void
  /** Of several pages of one browser one alone is heard. */
  isHeard: () => boolean
}

/** What arrives is shown and heard as the person wishes; the same moment makes one sound. */
export function announce(told: Told, { now, show, isHeard }: Ways): () => void {
  return told.onArrival((arrived) => {
    const { habits } = told.known
    if (habits === null) return
    const heeded = arrived.map((notice) => ({ notice, ...heed(now(), habits, notice.urgent) }))
    const shown = heeded.filter(({ toast }) => toast).map(({ notice }) => notice)
    const heard = heeded.filter(({ sound }) => sound)
    if (shown.length > 0) show(shown)
    if (heard.length > 0 && isHeard()) void chime(heard.some(({ notice }) => notice.urgent)).catch(() => undefined)
  })
}
