// How the queue stands, as the person last counted it on this tablet, and what follows from it. A day begins without a queue.
import { bankDay } from '@/i18n'

export interface Queue {
  waiting: number
  windows: number
  /** When it was last captured (ms); 0 before the first time of the day. */
  captured: number
}

const KEPT = 'lobbybook.queue'
const WINDOWS = 2

export function queueNow(now: number): Queue {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? 'null') as (Queue & { day: string }) | null
    if (kept && kept.day === bankDay(now)) return kept
    return { waiting: 0, windows: kept?.windows ?? WINDOWS, captured: 0 }
  } catch {
    return { waiting: 0, windows: WINDOWS, captured: 0 }
  }
}

export function keepQueue(queue: Queue, now: number): void {
  try {
    localStorage.setItem(KEPT, JSON.stringify({ ...queue, day: bankDay(now) }))
  } catch {
    // Without room for it the count lasts as long as the page.
  }
}

/** Minutes until whoever comes in now is called. */
export function estimate({ waiting, windows }: Queue, minutesEach: number): number {
  return Math.ceil((waiting * minutesEach) / Math.max(1, windows))
}
