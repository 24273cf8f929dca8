// Rows at rest: `iv ‖ ciphertext` by AES-256-GCM, each bound to its table, its key and the schema, so that no box can
// be moved to another place or read under another layout.
import { joined, text, utf8, type Bytes } from './bytes'
import { ROW_SCHEMA } from './schema'

const IV_BYTES = 12

export class Unreadable extends Error {}

export class Seal {
  #key: CryptoKey | null

  constructor(key: CryptoKey) {
    this.#key = key
  }

  /** Locked: whatever is still under way with it fails, and nothing more is read or written. */
  forget(): void {
    this.#key = null
  }

  get #held(): CryptoKey {
    if (this.#key === null) throw new Unreadable('locked')
    return this.#key
  }

  close(table: string, id: string | number, value: unknown): Promise<Bytes> {
    return this.closeBytes(table, id, utf8(JSON.stringify(value)))
  }

  async closeBytes(table: string, id: string | number, plain: Bytes): Promise<Bytes> {
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
    const cipher = await crypto.subtle.encrypt(parameters(iv, table, id), this.#held, plain)
    return joined(iv, new Uint8Array(cipher))
  }

  /** Rejects with Unreadable when the box is another row's, was changed, or is under another key. */
  async open<T>(table: string, id: string | number, box: Bytes): Promise<T> {
    return JSON.parse(text(await this.openBytes(table, id, box))) as T
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
