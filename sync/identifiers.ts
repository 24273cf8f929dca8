// Numbers with a standard of their own: whether a text is one, and the form in which it is kept. The twin of identifiers.py;
// see there.
// Of the library only the sum: its own `validate` reads the clock for a resident's number, and refuses codes of
// organisations whose check value is 0 or whose first places are letters.
import { weightedSum } from 'stdnum/lib/cjs/util/checksum.js'

export const BLANK = ' \t\r\n\u00a0\u3000\ufeff'
const RESIDENT_ID = /^[1-9][0-9]{16}[0-9X]$/
const USCC = /^[0-9A-HJ-NP-RTUW-Y]{2}[0-9]{6}[0-9A-HJ-NP-RTUW-Y]{10}$/
const MOBILE = /^1[3-9][0-9]{9}$/
const LANDLINE = /^0[0-9]{2,3}-?[0-9]{7,8}$/
const FOREIGN = /^\+[1-9][0-9]{7,14}$/
const RESIDENT_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const USCC_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]

export type Format = 'resident_id' | 'uscc' | 'telephone'

/** Whether the text, in its normal form, is such a number. */
export function isIdentifier(name: Format, text: string): boolean {
  return CHECKS[name](normalForm(name, text))
}

/** The form kept: blanks gone; letters large; a telephone without the country code of mainland China. */
export function normalForm(name: Format | 'identifier', text: string): string {
  const bare = [...text].filter((character) => !BLANK.includes(character)).join('')
  if (name === 'telephone') return bare.startsWith('+86') ? bare.slice(3) : bare
  return bare.replace(/[a-z]/g, (letter) => letter.toUpperCase())
}

type Possible = (text: string) => boolean
let isPossible: Possible = () => true

/**
 * Hands the engine the library that knows the numbers of every country. It weighs more than the rest of the engine, so a
 * tablet loads it with its forms; until then a foreign number is judged by its shape, and by the server.
 */
export function knowTelephonesBy(library: Possible): void {
  isPossible = library
}

function residentId(text: string): boolean {
  if (!RESIDENT_ID.test(text) || !isDay(text.slice(6, 14))) return false
  return text[17] === '10X98765432'[weightedSum(text.slice(0, 17), { weights: RESIDENT_WEIGHTS, modulus: 11 })]
}

function isDay(day: string): boolean {
  const written = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`
  const parsed = new Date(`${written}T00:00:00.000Z`)
  return !day.startsWith('0000') && !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(written)
}

function uscc(text: string): boolean {
  if (!USCC.test(text)) return false
  const rest = weightedSum(text.slice(0, 17), { weights: USCC_WEIGHTS, modulus: 31, alphabet: USCC_ALPHABET })
  return text[17] === USCC_ALPHABET[(31 - rest) % 31] && text[16] === organisationCheck(text.slice(8, 16))
}

/** The check character of an organisation code (GB 11714), which stands inside the longer code. */
function organisationCheck(code: string): string | undefined {
  return '0X987654321'[weightedSum(code, { weights: ORGANISATION_WEIGHTS, modulus: 11 })]
}

function telephone(text: string): boolean {
  if (MOBILE.test(text) || LANDLINE.test(text)) return true
  return FOREIGN.test(text) && isPossible(text)
}

const CHECKS: Record<Format, (text: string) => boolean> = { resident_id: residentId, uscc, telephone }
