// Segments as they lie in the database: found by their keys, opened when asked for, the last few kept open.
import type { Generation, RecordRow } from '@sync/client/ports.ts'
import { result } from './database'
import type { Bytes } from './bytes'
import { segmentsOf } from './schema'
import type { Seal } from './sealing'
import type { Segment, SegmentKey } from './segments'

type Rows = ReadonlyMap<string, RecordRow>

const KEPT_OPEN = 8

export class SegmentShelf {
  readonly #seal: Seal
  /** They never change and their names are never used again, so what was read of one stays true. */
  readonly #open = new Map<string, Rows>()

  constructor(seal: Seal) {
    this.#seal = seal
  }

  /** The keys of all segments of a generation, or of those of one kind. */
  keys(transaction: IDBTransaction, table: Generation, kind?: string): Promise<SegmentKey[]> {
    const range = kind === undefined ? null : IDBKeyRange.bound([kind], [kind, []])
    return result(transaction.objectStore(segmentsOf(table)).getAllKeys(range)) as Promise<SegmentKey[]>
  }

  /** Reads inside the transaction; the returned work opens what was read, after it. */
  fetch(transaction: IDBTransaction, table: Generation, keys: readonly SegmentKey[]): () => Promise<Rows[]> {
    const store = transaction.objectStore(segmentsOf(table))
    const boxes = keys.map((key) => {
      const known = this.#open.get(name(key))
      return known ? Promise.resolve(known) : result<Bytes | undefined>(store.get(key))
    })
    return () => Promise.all(boxes.map((box, i) => this.#rows(table, keys[i]!, box)))
  }

  async close(table: Generation, { key, rows }: Segment): Promise<Bytes> {
    return this.#seal.close(segmentsOf(table), name(key), rows)
  }

  async #rows(table: Generation, key: SegmentKey, read: Promise<Rows | Bytes | undefined>): Promise<Rows> {
    const known = await read
    // Cleared meanwhile: it is not there any more, like every other row of that generation.
    if (known === undefined) return new Map()
    if (!(known instanceof Uint8Array)) return known
    const rows = await this.#seal.open<RecordRow[]>(segmentsOf(table), name(key), known)
    const opened = new Map(rows.map((row) => [row.id, row]))
    this.#open.set(name(key), opened)
    if (this.#open.size > KEPT_OPEN) this.#open.delete(this.#open.keys().next().value!)
    return opened
  }
}

const name = (key: SegmentKey): string => key.join('|')
