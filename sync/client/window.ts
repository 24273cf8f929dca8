// How large the next batch is after what became of the last one, and which operations are left aside because the server
// cannot take them. Poison is isolated by halving; it holds up nobody but what depends on it.
import { MAX_OPERATIONS, halved } from '../batch.ts'

export interface Window {
  limit: number
  /** Places of operations that failed alone. */
  aside: readonly number[]
  /** Operations that failed alone since the last success: two in a row are the server's failure. */
  alone: number
}

export const OPEN: Window = { limit: MAX_OPERATIONS, aside: [], alone: 0 }

export function taken(window: Window): Window {
  return { ...window, limit: Math.min(MAX_OPERATIONS, window.limit * 2), alone: 0 }
}

/** After the server could not take this batch (413, 500). */
export function refused(window: Window, batch: readonly { op_seq: number }[]): Window {
  if (batch.length > 1) return { ...window, limit: halved(batch.length) }
  return { limit: 1, aside: [...window.aside, ...batch.map((op) => op.op_seq)], alone: window.alone + 1 }
}

export const isHopeless = (window: Window): boolean => window.alone > 1
