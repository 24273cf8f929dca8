// The reference data a tablet or a desk holds: look-up by code, labels, search. It is handed the sets and fetches nothing.
// The sets say what will be in force later too; at the midnight of the bank's day the index changes over by itself.
import { bankDay } from './bank_day.ts'
import { inForce } from './in_force.ts'
import type { Language, ReferenceGroup, ReferenceItem, ReferenceSet } from './reference_item.ts'
import { search } from './search.ts'

interface Held {
  readonly byCode: ReadonlyMap<string, ReferenceItem>
  /** What can be chosen: without the expired ones. */
  readonly current: readonly ReferenceItem[]
}

const NOTHING: Held = { byCode: new Map(), current: [] }

export class ReferenceIndex {
  readonly #today: () => string
  #sets: readonly ReferenceSet[] = []
  #held: ReadonlyMap<string, Held> = new Map()
  #heldOn = ''
  private loaded = ''

  /** `today` gives the bank's day, YYYY-MM-DD. */
  constructor(today: () => string = () => bankDay(Date.now())) {
    this.#today = today
  }

  /** The version the server gave these sets; empty before the first load. */
  get version(): string {
    return this.loaded
  }

  /** Replaces everything held: sets of two versions are never mixed. */
  load(sets: readonly ReferenceSet[], version = ''): void {
    this.#sets = sets
    this.#heldOn = ''
    this.loaded = version
  }

  /** What can be chosen from, in the order of the set; nothing for a set nobody loaded. */
  set(name: string): readonly ReferenceItem[] {
    return this.of(name).current
  }

  /** The entries of a set under their headings, in order; entries without one stand in a group without a name. */
  groups(name: string): ReferenceGroup[] {
    const groups = new Map<string, ReferenceItem[]>()
    for (const item of this.set(name)) {
      const members = groups.get(item.group ?? '')
      if (members) members.push(item)
      else groups.set(item.group ?? '', [item])
    }
    return [...groups].map(([code, items]) => ({
      code,
      zh: items[0]?.group_zh ?? '',
      en: items[0]?.group_en ?? '',
      items,
    }))
  }

  /** One entry, also an expired one: old records still name it. */
  item(name: string, code: string): ReferenceItem | null {
    return this.of(name).byCode.get(code) ?? null
  }

  /** The entry's name; of a code nobody knows (a set newer than this one), the code itself. */
  label(name: string, code: string, language: Language): string {
    return this.item(name, code)?.[language] ?? code
  }

  /** The figure of a code as it was in force on a bank's day (YYYY-MM-DD); null where none was. */
  figureOn(name: string, code: string, day: string): number | null {
    const value = this.entriesOn(name, day).find((item) => item.code === code)?.value
    return typeof value === 'number' ? value : null
  }

  /** What was in force on that day, in the order of the set. */
  entriesOn(name: string, day: string): readonly ReferenceItem[] {
    const items = this.#sets.find((set) => set.name === name)?.items ?? []
    return inForce(items, day).filter((item) => item.status !== 'expired')
  }

  /** The entries that hold every word of the query, best first. Without a word, the beginning of the set. */
  search(name: string, query: string, limit: number): ReferenceItem[] {
    const items = name === 'all' ? [...this.#now().values()].flatMap((held) => held.current) : this.set(name)
    return search(items, query, limit)
  }

  private of(name: string): Held {
    return this.#now().get(name) ?? NOTHING
  }

  #now(): ReadonlyMap<string, Held> {
    const today = this.#today()
    if (today !== this.#heldOn) {
      this.#held = new Map(this.#sets.map((set) => [set.name, hold(inForce(set.items, today))]))
      this.#heldOn = today
    }
    return this.#held
  }
}

function hold(items: readonly ReferenceItem[]): Held {
  return {
    byCode: new Map(items.map((item) => [item.code, item])),
    current: items.filter((item) => item.status !== 'expired'),
  }
}
