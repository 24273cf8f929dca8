// Who may open the data of this tablet, and how: by PIN without a network, by an online sign-in always.
import { fromBase64url } from './bytes'
import { completed, put, result, take, writing } from './database'
import type { PinHash } from './pin_hash'
import type { Profile } from './profile'
import { Seal } from './sealing'
import {
  dataKeyOf,
  newSalt,
  newWrap,
  pinKek,
  recoveryKek,
  wrapAgain,
  WrongKey,
  type Opener,
  type Wrap,
} from './wrapping'

export const MAX_WRONG_PINS = 5
const RECOVERY = 'recovery'

export interface Opened {
  dataKey: CryptoKey
  opener: Opener
}
export type Unlocking = Opened | 'wrong' | 'locked_out'

export class Keyring {
  readonly #database: IDBDatabase
  readonly #profiles: Seal
  readonly #hash: PinHash

  /** `local` seals the profiles; it lives beside the tablet's identity and cannot be exported. */
  constructor(database: IDBDatabase, local: CryptoKey, hash: PinHash) {
    this.#database = database
    this.#profiles = new Seal(local)
    this.#hash = hash
  }

  /** Everybody who has opened this tablet, the last one first. */
  async profiles(): Promise<Profile[]> {
    const store = this.#database.transaction('people').objectStore('people')
    const [ids, boxes] = await Promise.all([result(store.getAllKeys()), result(store.getAll())])
    const found = await Promise.all(ids.map((id, i) => this.#profiles.open<Profile>('people', String(id), boxes[i])))
    return found.sort((a, b) => b.seen_at - a.seen_at)
  }

  async remember(profile: Profile): Promise<void> {
    const { id } = profile.person
    await put(this.#database, 'people', id, await this.#profiles.close('people', id, profile))
  }

  /** The person's PIN works no more; an online sign-in is needed, and a new PIN. */
  async forgetPin(profile: Profile): Promise<void> {
    const { id } = profile.person
    const box = await this.#profiles.close('people', id, { ...profile, share: null })
    const transaction = writing(this.#database, ['people', 'wraps'])
    transaction.objectStore('people').put(box, id)
    transaction.objectStore('wraps').delete(id)
    await completed(transaction)
  }

  async hasPin(userId: string): Promise<boolean> {
    return (await take<Wrap>(this.#database, 'wraps', userId)) !== undefined
  }

  async wrongPins(userId: string): Promise<number> {
    return (await take<number>(this.#database, 'tries', userId)) ?? 0
  }

  /**
   * By the server's recovery secret (base64url), which makes the data key the first time. Rejects with WrongKey when
   * the data is under another secret: nothing is made anew then, because that would be the end of what is here.
   */
  async openByRecovery(secret: string): Promise<Opened> {
    const kek = await recoveryKek(fromBase64url(secret))
    const wrap = await this.#recoveryWrap(await newWrap(kek))
    return opened({ wrap, kek })
  }

  /** The stored wrap, or this one if there is none: two tabs that sign in at once agree on one data key. */
  async #recoveryWrap(fresh: Wrap): Promise<Wrap> {
    const transaction = writing(this.#database, ['wraps'])
    const store = transaction.objectStore('wraps')
    const known = await result<Wrap | undefined>(store.get(RECOVERY))
    if (known === undefined) store.put(fresh, RECOVERY)
    await completed(transaction)
    return known ?? fresh
  }

  async setPin({ opener }: Opened, profile: Profile, pin: string): Promise<Opened> {
    const salt = newSalt()
    const kek = await pinKek(pin, salt, shareOf(profile), this.#hash)
    const wrap = await wrapAgain(opener, kek, salt)
    const transaction = writing(this.#database, ['wraps', 'tries'])
    transaction.objectStore('wraps').put(wrap, profile.person.id)
    transaction.objectStore('tries').put(0, profile.person.id)
    await completed(transaction)
    return opened({ wrap, kek })
  }

  /** A try is counted on disk before it is made: switching the tablet off does not give more of them. */
  async openByPin(profile: Profile, pin: string): Promise<Unlocking> {
    const { id } = profile.person
    const wrap = await take<Wrap>(this.#database, 'wraps', id)
    if (wrap === undefined || profile.share === null) return 'locked_out'
    const tries = await this.#countTry(id)
    if (tries > MAX_WRONG_PINS) return this.#lockOut(profile)
    const kek = await pinKek(pin, wrap.salt, shareOf(profile), this.#hash)
    const found = await opened({ wrap, kek }).catch((error: unknown) => {
      if (error instanceof WrongKey) return null
      throw error
    })
    if (found === null) return tries >= MAX_WRONG_PINS ? this.#lockOut(profile) : 'wrong'
    await put(this.#database, 'tries', id, 0)
    return found
  }

  async #countTry(id: string): Promise<number> {
    const transaction = writing(this.#database, ['tries'])
    const store = transaction.objectStore('tries')
    const tries = ((await result<number | undefined>(store.get(id))) ?? 0) + 1
    store.put(tries, id)
    await completed(transaction)
    return tries
  }

  async #lockOut(profile: Profile): Promise<'locked_out'> {
    await this.forgetPin(profile)
    return 'locked_out'
  }
}

async function opened(opener: Opener): Promise<Opened> {
  return { dataKey: await dataKeyOf(opener), opener }
}

function shareOf(profile: Profile) {
  if (profile.share === null) throw new WrongKey()
  return fromBase64url(profile.share)
}
