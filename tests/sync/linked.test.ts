import { expect, test } from 'vitest'
import { LINKED_RULES, type Named, type Occasion } from '../../sync/linked.ts'
import { vectors } from './vectors.ts'

interface Case {
  rule: string
  given: Record<string, string>
  named: Named
  value: unknown
}
const { occasion, linked } = vectors<{ occasion: Occasion; linked: Case[] }>('linked')

test.each(linked)('it follows from the other record and the day: %j', ({ rule, given, named, value }) => {
  expect(LINKED_RULES[rule]!(named, given, occasion)).toEqual(value)
})
