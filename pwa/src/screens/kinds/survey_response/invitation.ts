// The address behind an invitation's QR code, and the random code that alone opens it.
const BYTES = 16

export function newToken(): string {
  return [...crypto.getRandomValues(new Uint8Array(BYTES))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

export function surveyAddress(origin: string, branchNo: string, token: string): string {
  return `${origin}/survey/${branchNo}/${token}`
}
