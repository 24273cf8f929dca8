// Name screening on the tablet: against the bank's signed list, as far as that is here, whole and fresh enough to say anything.
import { NameList, type NameListContent } from '@sync/screening.ts'
import type { ReferenceIndex } from '@/reference'
import { fromBase64url, utf8 } from './bytes'
import type { ScreeningAnswer } from './tablet'

interface Signed {
  version: string
  effective_from: string
  content: NameListContent
}

const SET = 'screening_list'
const PERCENT = { code: 'screening_match_percent', otherwise: 85 }
const HOURS = { code: 'screening_list_hours', otherwise: 24 }
const HOUR_MS = 3_600_000

export const NOT_SCREENED: ScreeningAnswer = { result: 'to_review', score: 0, listVersion: null, listAt: null }

export class NameScreening {
  readonly #index: ReferenceIndex
  readonly #key: string
  readonly #lastContact: () => string | null
  #ready: { version: string; list: NameList | null } | null = null

  /** `key`: as it was learnt at enrolment. What the tablet heard from the server last, it knows the list to be current by. */
  constructor(index: ReferenceIndex, key: string, lastContact: () => string | null) {
    this.#index = index
    this.#key = key
    this.#lastContact = lastContact
  }

  async screen(name: string, now: number = Date.now()): Promise<ScreeningAnswer> {
    const item = this.#index.set(SET)[0]
    const list = item ? await this.#checked(item.code, String(item.payload), String(item.signature)) : null
    const listAt = this.#lastContact()
    const known = { listVersion: item && list ? item.code : null, listAt }
    if (list === null || name.trim() === '') return { ...NOT_SCREENED, ...known }
    const { result, score } = list.screen(name, this.#figure(PERCENT))
    const fresh = listAt !== null && now - Date.parse(listAt) <= this.#figure(HOURS) * HOUR_MS
    return { result: fresh ? result : 'to_review', score, ...known }
  }

  /** Only what the bank signed is believed; it is checked once for each version. */
  async #checked(version: string, payload: string, signature: string): Promise<NameList | null> {
    if (this.#ready?.version !== version) {
      const good = await isSigned(this.#key, payload, signature)
      const told = good ? (JSON.parse(payload) as Signed) : null
      this.#ready = { version, list: told?.version === version ? new NameList(told.content) : null }
    }
    return this.#ready.list
  }

  #figure({ code, otherwise }: { code: string; otherwise: number }): number {
    const value = this.#index.item('settings', code)?.value
    return typeof value === 'number' ? value : otherwise
  }
}

/** False too where this browser knows no Ed25519: then nothing here can say that a name is on no list. */
async function isSigned(key: string, payload: string, signature: string): Promise<boolean> {
  try {
    const known = await crypto.subtle.importKey('raw', fromBase64url(key), 'Ed25519', false, ['verify'])
    return await crypto.subtle.verify('Ed25519', known, fromBase64url(signature), utf8(payload))
  } catch {
    return false
  }
}
