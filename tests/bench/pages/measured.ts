// What every subject's page offers to the driver; the driver times nothing but what happens here.
export interface BenchRow {
  id: string
  kind: string
  status: string
  occurred_at: string
  payload: Record<string, unknown>
  [other: string]: unknown
}

export interface Subject {
  /** A device that has never synced takes every row the server has; resolves when all are stored. */
  pull(): Promise<{ rows: number }>
  /** Sends rows that exist locally only; resolves when the server has answered for each. */
  push(rows: BenchRow[]): Promise<void>
  /** Starts live sync, so that `save` on one page makes `seen` resolve on another. */
  live(): Promise<void>
  save(row: BenchRow): Promise<void>
  seen(id: string): Promise<number>
}

declare global {
  interface Window {
    subject: Subject
    /** Wall clock with sub-millisecond steps, equal across pages of one machine. */
    wall(): number
  }
}

export function offer(subject: Subject): void {
  window.subject = subject
  window.wall = wall
}

export function wall(): number {
  return performance.timeOrigin + performance.now()
}
