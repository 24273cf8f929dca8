// What only a department may read: closed to its public key here, so that neither this tablet nor its queue can open it again.
// The box is `1 ‖ ephemeral public key (32) ‖ nonce (12) ‖ AES-256-GCM(JSON)`; server/services/seal_for_department.py opens it.
import { base64url, fromBase64url, joined, utf8, type Bytes } from './bytes'

const X25519 = { name: 'X25519' }
const INFO = utf8('lobbybook sealed to a department v1')
const VERSION = Uint8Array.of(1)
const NONCE = 12

/** `publicKey`: base64url of 32 bytes. The record's id is bound in: a box moved to another record does not open. */
export async function sealedToDepartment(
  publicKey: string,
  values: Readonly<Record<string, unknown>>,
  recordId: string,
): Promise<string> {
  const theirs = fromBase64url(publicKey)
  const own = (await crypto.subtle.generateKey(X25519, false, ['deriveBits'])) as CryptoKeyPair
  const ephemeral = new Uint8Array(await crypto.subtle.exportKey('raw', own.publicKey))
  const key = await agreed(own.privateKey, theirs, ephemeral)
  const iv = crypto.getRandomValues(new Uint8Array(NONCE))
  const algorithm = { name: 'AES-GCM', iv, additionalData: utf8(recordId) }
  const closed = new Uint8Array(await crypto.subtle.encrypt(algorithm, key, utf8(JSON.stringify(said(values)))))
  return base64url(joined(VERSION, ephemeral, iv, closed).buffer)
}

function said(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined))
}

async function agreed(own: CryptoKey, theirs: Bytes, ephemeral: Bytes): Promise<CryptoKey> {
  const them = await crypto.subtle.importKey('raw', theirs, X25519, false, [])
  const shared = await crypto.subtle.deriveBits({ name: 'X25519', public: them }, own, 256)
  const material = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey'])
  const salted = { name: 'HKDF', hash: 'SHA-256', salt: joined(ephemeral, theirs), info: INFO }
  return crypto.subtle.deriveKey(salted, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt'])
}
