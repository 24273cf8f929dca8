// The slow part of a PIN: Argon2id, 64 MiB, 3 passes. A PIN is short, so each guess has to cost.
import { argon2id } from 'hash-wasm'
import type { Bytes } from './bytes'

export type PinHash = (pin: string, salt: Bytes) => Promise<Bytes>

export const hashPin: PinHash = async (pin, salt) => {
  const cost = { parallelism: 1, iterations: 3, memorySize: 65_536, hashLength: 32 }
  return new Uint8Array(await argon2id({ password: pin, salt, ...cost, outputType: 'binary' }))
}
