// The random code that alone opens an invitation.
const BYTES = 16

export function newToken(): string {
  return [...crypto.getRandomValues(new Uint8Array(BYTES))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
