// How long a device was, or is, down by one ticket.
import { span } from '@/i18n'

type Values = Readonly<Record<string, unknown>>

/** Null where the ticket does not say since when. */
export function downtime(values: Values, now: number): { isOver: boolean; text: string } | null {
  const { down_from: from, restored_at: back } = values
  if (typeof from !== 'string') return null
  const isOver = typeof back === 'string'
  const until = isOver ? Date.parse(back) : now
  return { isOver, text: span(Math.max(0, until - Date.parse(from))) }
}
