// Small sealed things by name: reference sets, values last used, what is still to be said to the server.
import type { Bytes } from './bytes'
import { drop, put, result, take } from './database'
import type { Seal } from './sealing'

export class Notes {
  readonly #database: IDBDatabase
  readonly #seal: Seal

  constructor(database: IDBDatabase, seal: Seal) {
    this.#database = database
    this.#seal = seal
  }

  async read<T>(name: string): Promise<T | null> {
    const box = await take<Bytes>(this.#database, 'notes', name)
    return box === undefined ? null : this.#seal.open<T>('notes', name, box)
  }

  async write(name: string, value: unknown): Promise<void> {
    await put(this.#database, 'notes', name, await this.#seal.close('notes', name, value))
  }

  async drop(name: string): Promise<void> {
    await drop(this.#database, 'notes', name)
  }

  async names(prefix: string): Promise<string[]> {
    const keys = await result(this.#database.transaction('notes').objectStore('notes').getAllKeys())
    return keys.map(String).filter((name) => name.startsWith(prefix))
  }
}
