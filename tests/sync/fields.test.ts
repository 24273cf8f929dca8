import { describe, expect, test } from 'vitest'
import { check, faultsOf, normalise, type Fault, type FieldMeta } from '../../sync/fields.ts'
import { vectors } from './vectors.ts'

interface Cases {
  check: { meta: FieldMeta; value: unknown; code: string | null }[]
  normalise: { meta: FieldMeta; value: unknown; normal: unknown }[]
  faults: { meta: FieldMeta; value: unknown; faults: Fault[] }[]
}
const cases = vectors<Cases>('fields')

describe('fields', () => {
  test.each(cases.check)('a value gets the code the vectors say: %j', ({ meta, value, code }) => {
    expect(check(meta, value)).toBe(code)
  })

  test.each(cases.normalise)('a typed value takes its stored form: %j', ({ meta, value, normal }) => {
    expect(normalise(meta, value)).toEqual(normal)
  })

  test.each(cases.faults)('what is wrong inside rows carries its path: %j', ({ meta, value, faults }) => {
    expect(faultsOf(meta, value)).toEqual(faults)
  })
})
