// Cross-field rules as data, evaluated alike by tablet and server. The twin of rules.py; the operators are explained there.

import type { Fault, Values } from './fields.ts'

export type Expression = readonly [string, ...unknown[]]

export interface Rule {
  code: string
  field: string
  when?: Expression | null
  must: Expression
}

export function holds(expression: Expression, values: Values): boolean {
  const [operator, ...rest] = expression
  const evaluate = OPERATORS[operator]
  if (evaluate === undefined) throw new Error(`unknown operator in a rule: ${operator}`)
  return evaluate(rest, values)
}

/** Every rule that the values break, in the rules' order. */
export function checkRules(rules: readonly Rule[], values: Values): Fault[] {
  return rules.filter((rule) => !kept(rule, values)).map(({ code, field }) => ({ code, field }))
}

function kept(rule: Rule, values: Values): boolean {
  return (rule.when != null && !holds(rule.when, values)) || holds(rule.must, values)
}

type Operator = (rest: readonly unknown[], values: Values) => boolean

const read = (values: Values, field: unknown): unknown =>
  Object.hasOwn(values, field as string) ? (values[field as string] ?? null) : null

function atMost(left: unknown, right: unknown): boolean {
  if (left === null || right === null) return true
  if (typeof left === 'string' && typeof right === 'string') return byCodePoint(left, right) <= 0
  return typeof left === 'number' && typeof right === 'number' && left <= right
}

/** Python compares code points; JavaScript's own order of UTF-16 units differs beyond the basic plane. */
function byCodePoint(left: string, right: string): number {
  const a = [...left]
  const b = [...right]
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const difference = a[index]!.codePointAt(0)! - b[index]!.codePointAt(0)!
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

const OPERATORS: Record<string, Operator> = {
  present: ([field], values) => read(values, field) !== null,
  eq: ([field, value], values) => read(values, field) === value,
  in: ([field, choices], values) => (choices as unknown[]).includes(read(values, field)),
  not: ([inner], values) => !holds(inner as Expression, values),
  and: (inner, values) => inner.every((each) => holds(each as Expression, values)),
  or: (inner, values) => inner.some((each) => holds(each as Expression, values)),
  lte: ([left, right], values) => atMost(read(values, left), read(values, right)),
  includes: ([field, value], values) => {
    const held = read(values, field)
    return Array.isArray(held) && held.includes(value)
  },
  matches: ([field, pattern], values) => {
    const held = read(values, field)
    return typeof held === 'string' && new RegExp(`^(?:${pattern as string})$`, 'u').test(held)
  },
}
