// Rows at rest: `iv ‖ ciphertext` by AES-256-GCM, each bound to its table, its key and the schema, so that no box can
// be moved to another place or read under another layout.
import { joined, text, utf8, type Bytes } from './bytes'
import { RecentRows } from './recent_rows'
import { ROW_SCHEMA } from './schema'

const IV_BYTES = 12

export class Unreadable extends Error {}

export class Seal {
  #key: CryptoKey | null
  readonly #recent = new RecentRows()

  constructor(key: CryptoKey) {
    this.#key = key
  }

  /** Locked: whatever is still under way with it fails, and nothing more is read or written. */
  forget(): void {
    this.#key = null
    this.#recent.clear()
  }

  get #held(): CryptoKey {
    if (this.#key === null) throw new Unreadable('locked')
    return this.#key
  }

  async close(table: string, id: string | number, value: unknown): Promise<Bytes> {
    const box = await this.closeBytes(table, id, utf8(JSON.stringify(value)))
    this.#keep(table, id, box, value)
    return box
  }

  async closeBytes(table: string, id: string | number, plain: Bytes): Promise<Bytes> {
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
    const cipher = await crypto.subtle.encrypt(parameters(iv, table, id), this.#held, plain)
    return joined(iv, new Uint8Array(cipher))
  }

  /** Rejects with Unreadable when the box is another row's, was changed, or is under another key. */
  async open<T>(table: string, id: string | number, box: Bytes): Promise<T> {
    const known = this.#recent.value(table, id, box)
    if (known !== undefined) return known as T
    const value = JSON.parse(text(await this.openBytes(table, id, box))) as T
    this.#keep(table, id, box, value)
    return value
  }

  /** What was under way when the tablet was locked is not kept either. */
  #keep(table: string, id: string | number, box: Bytes, value: unknown): void {
    if (this.#key !== null) this.#recent.keep(table, id, box, value)
  }

  async openBytes(table: string, id: string | number, box: Bytes): Promise<Bytes> {
    const iv = box.subarray(0, IV_BYTES)
    const plain = await crypto.subtle
      .decrypt(parameters(iv, table, id), this.#held, box.subarray(IV_BYTES))
      .catch(() => Promise.reject(new Unreadable(table)))
    return new Uint8Array(plain)
  }
}

function parameters(iv: Bytes, table: string, id: string | number): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: utf8(`${table}|${id}|${ROW_SCHEMA}`) }
}
