import { describe, expect, test } from 'vitest'
import type { Fault, Values } from '../../sync/fields.ts'
import { checkRules, holds, type Expression, type Rule } from '../../sync/rules.ts'
import { vectors } from './vectors.ts'

interface Cases {
  holds: { expression: Expression; values: Values; holds: boolean }[]
  broken: { rules: Rule[]; values: Values; broken: Fault[] }[]
}
const cases = vectors<Cases>('rules')

describe('rules', () => {
  test.each(cases.holds)('an expression holds as the vectors say: %j', (each) => {
    expect(holds(each.expression, each.values)).toBe(each.holds)
  })

  test.each(cases.broken)('broken rules are named in order: %j', (each) => {
    expect(checkRules(each.rules, each.values)).toEqual(each.broken)
  })
})
