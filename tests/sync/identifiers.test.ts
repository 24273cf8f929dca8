import { isPossiblePhoneNumber } from 'libphonenumber-js/min'
import { beforeAll, describe, expect, test } from 'vitest'
import { isIdentifier, knowTelephonesBy, normalForm, type Format } from '../../sync/identifiers.ts'
import { vectors } from './vectors.ts'

interface Case {
  format: Format
  text: string
  valid: boolean
  normal?: string
}
const cases = vectors<Case[]>('identifiers')

describe('identifiers', () => {
  beforeAll(() => knowTelephonesBy((text) => isPossiblePhoneNumber(text)))

  test.each(cases)('a number is one as the vectors say: %j', ({ format, text, valid }) => {
    expect(isIdentifier(format, text)).toBe(valid)
  })

  test.each(cases.filter((each) => each.normal !== undefined))('a number is kept in its normal form: %j', (each) => {
    expect(normalForm(each.format, each.text)).toBe(each.normal)
  })
})
