// Where what a person is told is read from, and what was last known of it.
import type { Habits, HabitsChange, NoticePage, Which } from './notice'

export interface Source {
  page(cursor?: string): Promise<NoticePage>
  /** Answers how many are unread afterwards. */
  mark(which: Which): Promise<number>
  habits(): Promise<Habits>
  choose(change: HabitsChange): Promise<Habits>
}

/** Null until it was read once; then what was last known stays, also while the server cannot be reached. */
export interface Known {
  page: NoticePage | null
  habits: Habits | null
}

/** A source that keeps what was last known where the person can read it without a network, and hears when there is something new. */
export interface KeptSource extends Source {
  kept(): Promise<Known>
  keep(known: Known): Promise<void>
  onHint(listener: () => void): () => void
}

/** Why the server did not do as asked, in words. */
export class NotDone extends Error {
  readonly problem: { code: string; message: { zh: string; en: string } }

  constructor(problem: NotDone['problem']) {
    super(problem.code)
    this.problem = problem
  }
}
