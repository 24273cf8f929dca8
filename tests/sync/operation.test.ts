import { describe, expect, test } from 'vitest'
import { freeze, typeOf, wrongMember, type Operation } from '../../sync/operation.ts'
import { vectors } from './vectors.ts'

interface Cases {
  parse: { why: string; text: string; wrong: string | null }[]
  frozen: { operation: Operation; text: string }
}
const cases = vectors<Cases>('operation')

describe('operation', () => {
  test.each(cases.parse)('MUST-1: $why', ({ text, wrong }) => {
    expect(wrongMember(text)).toBe(wrong)
  })

  test('MUST-2: the same operation freezes to the same bytes, whatever order its members were made in', () => {
    const { operation, text } = cases.frozen
    const shuffled = Object.fromEntries(Object.entries(operation).reverse()) as unknown as Operation
    expect([freeze(operation), freeze(shuffled)]).toEqual([text, text])
  })

  test('a type names kind, verb and version', () => {
    expect(typeOf('toy.close@2')).toEqual({ kind: 'toy', verb: 'close', version: 2 })
  })
})
