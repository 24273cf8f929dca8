// The data key of a tablet's database, wrapped: once under the server's recovery secret, once for every person's PIN.
import { joined, utf8, type Bytes } from './bytes'
import type { PinHash } from './pin_hash'

/** A data key under somebody's key-encryption key; `salt` is empty for the recovery secret, which is random itself. */
export interface Wrap {
  salt: Bytes
  iv: Bytes
  wrapped: Bytes
}

/** What opened the data key, kept so that it can be wrapped again for another PIN. */
export interface Opener {
  wrap: Wrap
  kek: CryptoKey
}

export class WrongKey extends Error {}

const AES = { name: 'AES-GCM', length: 256 }
const random = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length))

/** Of `secret` alone: it comes from the server at an online sign-in. */
export function recoveryKek(secret: Bytes): Promise<CryptoKey> {
  return derived(secret, new Uint8Array(0), 'lobbybook recovery 1')
}

/** Of the PIN and the device share: neither alone opens anything. */
export async function pinKek(pin: string, salt: Bytes, share: Bytes, hash: PinHash): Promise<CryptoKey> {
  return derived(joined(await hash(pin, salt), share), salt, 'lobbybook pin 1')
}

async function derived(secret: Bytes, salt: Bytes, purpose: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])
  const how = { name: 'HKDF', hash: 'SHA-256', salt, info: utf8(purpose) }
  return crypto.subtle.deriveKey(how, material, AES, false, ['wrapKey', 'unwrapKey'])
}

export async function newWrap(kek: CryptoKey): Promise<Wrap> {
  const dataKey = await crypto.subtle.generateKey(AES, true, ['encrypt', 'decrypt'])
  return wrapOf(dataKey, kek, new Uint8Array(0))
}

/** The data key, for use only: no script can read its bytes. Rejects with WrongKey. */
export function dataKeyOf(opener: Opener): Promise<CryptoKey> {
  return unwrapped(opener, false)
}

/** The same data key under another key; its bytes exist only inside this call. */
export async function wrapAgain(opener: Opener, kek: CryptoKey, salt: Bytes): Promise<Wrap> {
  return wrapOf(await unwrapped(opener, true), kek, salt)
}

async function wrapOf(dataKey: CryptoKey, kek: CryptoKey, salt: Bytes): Promise<Wrap> {
  const iv = random(12)
  const wrapped = await crypto.subtle.wrapKey('raw', dataKey, kek, { name: 'AES-GCM', iv })
  return { salt, iv, wrapped: new Uint8Array(wrapped) }
}

async function unwrapped({ wrap, kek }: Opener, extractable: boolean): Promise<CryptoKey> {
  const how = { name: 'AES-GCM', iv: wrap.iv }
  return crypto.subtle
    .unwrapKey('raw', wrap.wrapped, kek, how, AES, extractable, ['encrypt', 'decrypt'])
    .catch(() => Promise.reject(new WrongKey()))
}

export const newSalt = (): Bytes => random(16)
