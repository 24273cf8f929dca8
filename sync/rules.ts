// Cross-field rules as data, evaluated alike by tablet and server. The twin of rules.py; the operators are explained there.
import type { Fault, Values } from './fields.ts'
import { isIdentifier, type Format } from './identifiers.ts'

export type Expression = readonly [string, ...unknown[]]

export interface Rule {
  code: string
  field: string
  when?: Expression | null
  must: Expression
  /** A `rows` field: the rule is asked of every entry, and `field` is a column. */
  each?: string | null
}

export function holds(expression: Expression, values: Values): boolean {
  const [operator, ...rest] = expression
  const evaluate = OPERATORS[operator]
  if (evaluate === undefined) throw new Error(`unknown operator in a rule: ${operator}`)
  return evaluate(rest, values)
}

/** Every rule that the values break, in the rules' order. */
export function checkRules(rules: readonly Rule[], values: Values): Fault[] {
  return rules.flatMap((rule) => broken(rule, values).map((field) => ({ code: rule.code, field })))
}

function broken(rule: Rule, values: Values): string[] {
  if (!rule.each) return kept(rule, values) ? [] : [rule.field]
  const wrong = entries(values, rule.each).filter(({ entry }) => !kept(rule, { ...values, ...entry }))
  return wrong.map(({ at }) => `${rule.each!}.${at}.${rule.field}`)
}

function entries(values: Values, field: unknown): { at: number; entry: Values }[] {
  const held = read(values, field)
  if (!Array.isArray(held)) return []
  return held.flatMap((entry: unknown, at) =>
    typeof entry === 'object' && entry !== null && !Array.isArray(entry) ? [{ at, entry: entry as Values }] : [],
  )
}

function kept(rule: Rule, values: Values): boolean {
  return (rule.when != null && !holds(rule.when, values)) || holds(rule.must, values)
}

type Operator = (rest: readonly unknown[], values: Values) => boolean

const read = (values: Values, field: unknown): unknown =>
  Object.hasOwn(values, field as string) ? (values[field as string] ?? null) : null

type Judge = (order: number) => boolean

/** Two fields that must stand in an order, where both are there. */
function ordered([left, right]: readonly unknown[], values: Values, judge: Judge): boolean {
  const one = read(values, left)
  const other = read(values, right)
  if (one === null || other === null) return true
  if (typeof one === 'string' && typeof other === 'string') return judge(byCodePoint(one, other))
  return typeof one === 'number' && typeof other === 'number' && judge(one - other)
}

function numbered([field, constant]: readonly unknown[], values: Values, judge: Judge): boolean {
  const held = read(values, field)
  return typeof held === 'number' && judge(held - (constant as number))
}

/** Whether `answer` comes up among the entries for this expression. */
function anyEntry([field, inner]: readonly unknown[], values: Values, answer: boolean): boolean {
  return entries(values, field).some(({ entry }) => holds(inner as Expression, { ...values, ...entry }) === answer)
}

/** What the entries of a `rows` field say in one column. */
function said(field: unknown, column: unknown, values: Values): unknown[] {
  return entries(values, field).map(({ entry }) => read(entry, column))
}

function same(left: unknown, right: unknown): boolean {
  return left === right && (typeof left !== 'object' || left === null)
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
  lte: (rest, values) => ordered(rest, values, (order) => order <= 0),
  lt: (rest, values) => ordered(rest, values, (order) => order < 0),
  differs: ([left, right], values) => {
    const one = read(values, left)
    const other = read(values, right)
    return one === null || other === null || !same(one, other)
  },
  gte: (rest, values) => numbered(rest, values, (order) => order >= 0),
  atmost: (rest, values) => numbered(rest, values, (order) => order <= 0),
  includes: ([field, value], values) => {
    const held = read(values, field)
    return Array.isArray(held) && held.includes(value)
  },
  matches: ([field, pattern], values) => {
    const held = read(values, field)
    return typeof held === 'string' && new RegExp(`^(?:${pattern as string})$`, 'u').test(held)
  },
  contains_any: ([field, words], values) => {
    const held = read(values, field)
    return typeof held === 'string' && (words as string[]).some((word) => held.includes(word))
  },
  count_gte: ([field, least], values) => {
    const held = read(values, field)
    return (Array.isArray(held) ? held.length : 0) >= (least as number)
  },
  valid: ([field, format], values) => {
    const held = read(values, field)
    return held === null || (typeof held === 'string' && isIdentifier(format as Format, held))
  },
  some: (rest, values) => anyEntry(rest, values, true),
  every: (rest, values) => !anyEntry(rest, values, false),
  covers: ([rows, others, column], values) => {
    const found = said(rows, column, values)
    return said(others, column, values).every((each) => found.some((one) => same(each, one)))
  },
}
