// What somebody is told (提醒), and how they want to be told, as the server says both (server/api/notices.py).
import type { Values } from '@/contract'

export interface ToldNotice {
  id: string
  branch_id: string
  code: 'step' | 'to_approve' | 'addressed' | 'by_system' | 'document_failed' | 'conflict'
  kind: string
  record_id: string | null
  document_id: string | null
  /** The step that was taken. */
  verb: string | null
  /** Breaks through quiet hours. */
  urgent: boolean
  at: string
  read: boolean
  /** As lists show it; `values` are those of its title, none where only its readers may see them. */
  record: { no: string | null; status: string; values: Values } | null
}

export interface NoticePage {
  items: ToldNotice[]
  next: string | null
  /** Counted to `COUNTED` and no further. */
  unread: number
}

export const COUNTED = 100

export function countText(unread: number): string {
  return unread >= COUNTED ? `${COUNTED - 1}+` : String(unread)
}

/** Times of the bank's clock, `20:00`. */
export interface Hours {
  quiet_from: string
  quiet_until: string
}

/** Without hours of one's own those of the house hold. Where both are the same there are none. */
export interface Habits {
  sound: boolean
  toasts: boolean
  quiet_from: string | null
  quiet_until: string | null
  house: Hours
}

export type HabitsChange = Partial<Omit<Habits, 'house'>>

/** Which ones were read: these, or all up to this one. */
export type Which = { ids: string[] } | { through: string }
