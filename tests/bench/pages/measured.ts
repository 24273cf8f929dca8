// What every subject's page offers to the driver; the driver times nothing but what happens here.
export interface BenchRow {
  id: string
  kind: string
  status: string
  occurred_at: string
  payload: Record<string, unknown>
  [other: string]: unknown
}

/** What a page needs to become somebody's device; only our own server asks who it is. */
export interface Setup {
  code: string
  username: string
  password: string
}

export interface Subject {
  begin(setup: Setup): Promise<void>
  /** A device that has never synced takes every row the server has; resolves when all are stored. */
  pull(): Promise<void>
  /** How many rows are stored on the device. */
  count(): Promise<number>
  /** Stores rows on the device, as many at once as it can. */
  keep(rows: BenchRow[]): Promise<void>
  /** Sends what is kept; resolves when the server's answer to each row is stored, with the milliseconds until then. */
  push(rows: BenchRow[]): Promise<number>
  /** A synchronisation when neither side has anything new. */
  idle(): Promise<void>
  /** Starts live sync, so that `save` on one page makes `seen` resolve on another. */
  live(): Promise<void>
  save(row: BenchRow): Promise<void>
  /** Resolves with the moment at which the row of another device is stored here. */
  seen(row: BenchRow): Promise<number>
}

declare global {
  interface Window {
    subject: Subject
    timed: typeof timed
    wall: typeof wall
  }
}

export function offer(subject: Subject): void {
  window.subject = subject
  window.timed = timed
  window.wall = wall
}

/** Wall clock with sub-millisecond steps, equal across pages of one machine. */
export function wall(): number {
  return performance.timeOrigin + performance.now()
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
