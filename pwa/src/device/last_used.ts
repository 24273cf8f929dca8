// What this person chose last, per kind and field: offered first the next time.
import type { Notes } from './notes'

const KEPT = 6
type Used = Record<string, unknown[]>

export class LastUsed {
  readonly #notes: Notes
  readonly #name: string
  #used: Used = {}

  constructor(notes: Notes, userId: string) {
    this.#notes = notes
    this.#name = `used:${userId}`
  }

  async load(): Promise<void> {
    this.#used = (await this.#notes.read<Used>(this.#name)) ?? {}
  }

  of(kind: string, field: string): readonly unknown[] {
    return this.#used[`${kind}.${field}`] ?? []
  }

  /** After a capture; a convenience, so whoever calls it does not wait for the disk. */
  async note(kind: string, fields: readonly string[], values: Readonly<Record<string, unknown>>): Promise<void> {
    for (const field of fields) {
      for (const value of chosen(values[field])) this.#put(`${kind}.${field}`, value)
    }
    await this.#notes.write(this.#name, this.#used)
  }

  #put(key: string, value: unknown): void {
    const before = (this.#used[key] ?? []).filter((known) => known !== value)
    this.#used = { ...this.#used, [key]: [value, ...before].slice(0, KEPT) }
  }
}

/** Several chosen at once count one by one, the first of them newest. */
function chosen(value: unknown): unknown[] {
  if (value === null || value === undefined || value === '') return []
  return Array.isArray(value) ? [...value].reverse() : [value]
}
