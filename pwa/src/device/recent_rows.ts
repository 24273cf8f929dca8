// Rows that were sealed or opened lately, by their boxes: the same box again costs a comparison and not the key. They stand
// in memory as long as the tablet is unlocked, like everything a page shows.
import type { Bytes } from './bytes'

interface Recent {
  box: Bytes
  value: unknown
}

const KEPT = 3000
/** What is larger is a segment, and kept open elsewhere. */
const LARGEST = 16_384

export class RecentRows {
  readonly #rows = new Map<string, Recent>()

  /** undefined when this very box was not seen at this place lately. */
  value(table: string, key: string | number, box: Bytes): unknown {
    const known = this.#rows.get(place(table, key))
    return known && same(known.box, box) ? known.value : undefined
  }

  keep(table: string, key: string | number, box: Bytes, value: unknown): void {
    if (box.length > LARGEST) return
    const at = place(table, key)
    this.#rows.delete(at)
    this.#rows.set(at, { box, value })
    if (this.#rows.size > KEPT) this.#rows.delete(this.#rows.keys().next().value!)
  }

  clear(): void {
    this.#rows.clear()
  }
}

const place = (table: string, key: string | number): string => `${table}|${key}`

function same(a: Bytes, b: Bytes): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false
  return true
}
