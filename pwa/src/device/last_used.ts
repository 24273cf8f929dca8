// What this person chose last, per kind and field: offered first the next time.
import type { Notes } from './notes'

const KEPT = 6
/** Several captures are written together, and none of them waits for it. */
const WRITTEN_AFTER = 1000

type Used = Record<string, unknown[]>

export class LastUsed {
  readonly #notes: Notes
  readonly #name: string
  #used: Used = {}
  #timer: ReturnType<typeof setTimeout> | undefined

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

  /** After a capture: true at once in memory, and on disk a moment later. */
  note(kind: string, fields: readonly string[], values: Readonly<Record<string, unknown>>): void {
    const before = this.#used
    for (const field of fields) {
      for (const value of chosen(values[field])) this.#put(`${kind}.${field}`, value)
    }
    if (this.#used !== before) this.#timer ??= setTimeout(() => this.end(), WRITTEN_AFTER)
  }

  /** What is not on disk yet goes there. That it could not is nobody's concern: it is a convenience. */
  end(): void {
    if (this.#timer === undefined) return
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#notes.write(this.#name, this.#used).catch(() => undefined)
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
