// Who this tablet is: a key pair made here that no script can read, and what the server made of it at enrolment.
import { base64url, sha256, utf8, type Bytes } from './bytes'
import { completed, put, result, take, writing } from './database'

export interface Enrolled {
  device_id: string
  device_no: string
  branch_id: string
  branch_no: string
  branch_name: string
  epoch: string
  /** base64url of the key under which lists of names are signed. */
  list_key: string
  /** By department, base64url of the key that what is sealed to it takes. */
  seal_keys: Readonly<Record<string, string>>
}

const ECDSA = { name: 'ECDSA', namedCurve: 'P-256' }
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' }
const AES = { name: 'AES-GCM', length: 256 }

export class Identity {
  readonly #database: IDBDatabase
  #pair: CryptoKeyPair
  /** Seals what is kept of people; see keyring.ts. */
  readonly local: CryptoKey
  #enrolled: Enrolled | null

  private constructor(database: IDBDatabase, pair: CryptoKeyPair, local: CryptoKey, enrolled: Enrolled | null) {
    this.#database = database
    this.#pair = pair
    this.local = local
    this.#enrolled = enrolled
  }

  /** The keys are stored before they are used: an enrolment whose answer was lost is sent again with the same key. */
  static async of(database: IDBDatabase): Promise<Identity> {
    return (await Identity.#kept(database)) ?? (await Identity.#made(database))
  }

  static async #kept(database: IDBDatabase): Promise<Identity | null> {
    const own = database.transaction('own').objectStore('own')
    const [pair, local, enrolled] = await Promise.all([
      result<CryptoKeyPair | undefined>(own.get('pair')),
      result<CryptoKey | undefined>(own.get('local')),
      result<Enrolled | undefined>(own.get('enrolled')),
    ])
    return pair && local ? new Identity(database, pair, local, enrolled ?? null) : null
  }

  /** Two tabs that are the first at once agree on the keys of the one that came first. */
  static async #made(database: IDBDatabase): Promise<Identity> {
    const [pair, local] = [await newPair(), await crypto.subtle.generateKey(AES, false, ['encrypt', 'decrypt'])]
    const transaction = writing(database, ['own'])
    const store = transaction.objectStore('own')
    if ((await result<CryptoKeyPair | undefined>(store.get('pair'))) === undefined) {
      store.put(pair, 'pair')
      store.put(local, 'local')
    }
    await completed(transaction)
    return (await Identity.#kept(database))!
  }

  get enrolled(): Enrolled | null {
    return this.#enrolled
  }

  publicKey(): Promise<JsonWebKey> {
    return crypto.subtle.exportKey('jwk', this.#pair.publicKey)
  }

  async becomes(enrolled: Enrolled): Promise<void> {
    await put(this.#database, 'own', 'enrolled', enrolled)
    this.#enrolled = enrolled
  }

  /** A small fact about this tablet that must outlive a locked store: who is at it, what is still to be told. */
  async note(name: string, value: string | null): Promise<void> {
    await put(this.#database, 'own', `note:${name}`, value)
  }

  async noted(name: string): Promise<string | null> {
    return (await take<string | null>(this.#database, 'own', `note:${name}`)) ?? null
  }

  /** The server knows this key by an earlier code whose answer never came; with a new code it takes a new key. */
  async newKey(): Promise<void> {
    const pair = await newPair()
    await put(this.#database, 'own', 'pair', pair)
    this.#pair = pair
  }

  /** What a signed request carries. `target` is path?query, `body` the bytes as they are sent. */
  async headers(method: string, target: string, body: Bytes): Promise<Record<string, string>> {
    if (this.#enrolled === null) return {}
    const content = utf8(`${method}\n${target}\n${await sha256(body)}`)
    const signature = await crypto.subtle.sign(SIGNING, this.#pair.privateKey, content)
    return { 'X-Device-Id': this.#enrolled.device_id, 'X-Signature': base64url(signature) }
  }
}

async function newPair(): Promise<CryptoKeyPair> {
  return (await crypto.subtle.generateKey(ECDSA, false, ['sign', 'verify'])) as CryptoKeyPair
}
