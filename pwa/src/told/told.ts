// What one person is told, kept in step with the server: the newest page first, older ones when asked for. It knows no network and
// no framework; where it reads from is its source.
import type { HabitsChange, NoticePage, ToldNotice, Which } from './notice'
import type { Known, Source } from './source'

type Arrived = (notices: readonly ToldNotice[]) => void

export class Told {
  readonly #source: Source
  readonly #changed = new Set<() => void>()
  readonly #arrived = new Set<Arrived>()
  #seen: ReadonlySet<string> | null = null
  #unheard: readonly ToldNotice[] = []
  #reading: Promise<void> | null = null
  #again = false
  #isRead = false
  known: Known

  /** `known`: what was kept from before, shown until the first reading; none of that arrives anew. */
  constructor(source: Source, known: Known = { page: null, habits: null }) {
    this.#source = source
    this.known = known
    if (known.page !== null) this.#seen = idsOf(known.page)
  }

  subscribe(listener: () => void): () => void {
    this.#changed.add(listener)
    return () => this.#changed.delete(listener)
  }

  /** Told what has come since the last reading and is still unread; nothing of the first. Whoever listens first hears what came
   * while nobody did. */
  onArrival(listener: Arrived): () => void {
    this.#arrived.add(listener)
    if (this.#unheard.length > 0) this.#tell([])
    return () => this.#arrived.delete(listener)
  }

  /** Reads what is new. Whoever asks while it is being read is answered by a reading that begins afterwards. */
  async refresh(): Promise<void> {
    if (this.#reading !== null) {
      this.#again = true
      return this.#reading
    }
    this.#reading = this.#readInTurn()
    try {
      await this.#reading
    } finally {
      this.#reading = null
    }
  }

  async #readInTurn(): Promise<void> {
    do {
      this.#again = false
      await this.#read()
    } while (this.#again)
  }

  async #read(): Promise<void> {
    const [page, habits] = await Promise.all([this.#source.page(), this.known.habits ?? this.#source.habits()])
    const arrived = this.#seen === null ? [] : page.items.filter(({ id, read }) => !read && !this.#seen!.has(id))
    this.#seen = new Set([...(this.#seen ?? []), ...idsOf(page)])
    this.#become({ page: this.#isRead ? joined(page, this.known.page) : page, habits })
    this.#isRead = true
    if (arrived.length > 0) this.#tell(arrived)
  }

  #tell(arrived: readonly ToldNotice[]): void {
    const all = [...arrived, ...this.#unheard]
    this.#unheard = this.#arrived.size > 0 ? [] : all
    for (const listener of this.#arrived) listener(all)
  }

  async more(): Promise<void> {
    const { page } = this.known
    if (page?.next == null) return
    const older = await this.#source.page(page.next)
    this.#become({ page: { ...older, items: [...page.items, ...older.items] } })
  }

  /** Shown as read once the server knows it. A page that was asked for before and comes after knows nothing of it. */
  async read(which: Which): Promise<void> {
    const unread = await this.#source.mark(which)
    if (this.#reading !== null) this.#again = true
    const { page } = this.known
    if (page === null) return
    const isRead = ({ id }: ToldNotice) => ('ids' in which ? which.ids.includes(id) : id <= which.through)
    const items = page.items.map((each) => (isRead(each) ? { ...each, read: true } : each))
    this.#become({ page: { ...page, items, unread } })
  }

  /** All that was seen, and nothing that came meanwhile. */
  async readAll(): Promise<void> {
    const newest = this.known.page?.items[0]
    if (newest) await this.read({ through: newest.id })
  }

  async choose(change: HabitsChange): Promise<void> {
    this.#become({ habits: await this.#source.choose(change) })
  }

  #become(change: Partial<Known>): void {
    this.known = { ...this.known, ...change }
    for (const listener of this.#changed) listener()
  }
}

const idsOf = ({ items }: NoticePage): ReadonlySet<string> => new Set(items.map(({ id }) => id))

/** The newest page before the older ones that were read already, unless some between them were never read. */
function joined(newest: NoticePage, before: NoticePage | null): NoticePage {
  const last = newest.items.at(-1)
  const older = before === null || last === undefined ? [] : before.items.filter(({ id }) => id < last.id)
  if (newest.next === null || older.length === 0 || older.length === before!.items.length) return newest
  return { ...newest, items: [...newest.items, ...older], next: before!.next }
}
