// Which fields a form shows, in which order, and how wide each may stand.
import { keptFor, VOIDED } from '@sync/lifecycle.ts'
import { holds } from '@sync/rules.ts'
import { fieldOf, type Command, type Field, type Kind, type Values } from '@/contract'
import { hasValue, isOffered, type FormWorld } from '@/fields'

function fieldsOf(kind: Kind, codes: readonly string[]): Field[] {
  return codes.map((code) => fieldOf(kind, code)).filter((field): field is Field => field !== null)
}

function offered(kind: Kind, fields: readonly Field[], world: FormWorld, values: Values): Field[] {
  return fields.filter((field) => isOffered(field, world, values[field.code]) && isTimely(kind, field, values))
}

/** The rules that ask for this field under a condition. */
function askedFor(kind: Kind, field: Field) {
  const asks = kind.rules.filter((rule) => rule.must[0] === 'present' && rule.must[1] === field.code)
  return asks.flatMap((rule) => (rule.when ? [rule.when] : []))
}

/** Whether what the form holds makes this field a must. */
export function isNeededNow(kind: Kind, field: Field, values: Values): boolean {
  return askedFor(kind, field).some((when) => holds(when, values))
}

/** A field that only a condition asks for stays away until the condition holds, or it has a value. */
function isTimely(kind: Kind, field: Field, values: Values): boolean {
  return askedFor(kind, field).length === 0 || isNeededNow(kind, field, values) || hasValue(values[field.code])
}

/**
 * What only a later step says: an optional field that steps set, none of them an edit of the new record. A kind that has a quick
 * capture may be filled in whole at once, with what the first step from there would ask.
 */
function isLater(kind: Kind, field: Field, values: Values): boolean {
  const { created, commands } = kind.life_cycle
  const steps = commands.filter((command) => command.args.includes(field.code))
  const now = steps.some(
    (step) => step.from.includes(created) && step.to !== VOIDED && (step.to === null || kind.quick !== null),
  )
  return steps.length > 0 && !now && !field.required && !hasValue(values[field.code])
}

const isCaptured = (kind: Kind, field: Field, values: Values) =>
  keptFor(kind.life_cycle, field.code) === null && !isLater(kind, field, values)

/** The fields a quick capture asks for; all of them where the kind has none, or the person wants more. */
export function captureFields(kind: Kind, world: FormWorld, values: Values, everything: boolean): Field[] {
  const quick = kind.quick ? [...kind.quick.fields, ...kind.quick.prefill.map((rule) => rule.to)] : []
  const rest = everything || quick.length === 0 ? kind.fields.filter((field) => isCaptured(kind, field, values)) : []
  const codes = new Set([...quick, ...rest.map((field) => field.code)])
  return offered(kind, fieldsOf(kind, [...codes]), world, values)
}

export function commandFields(kind: Kind, command: Command, world: FormWorld, values: Values): Field[] {
  return offered(kind, fieldsOf(kind, command.args), world, values)
}

/** The fields of a kind under the groups that belong together, each group where its first field stands. */
export function grouped(kind: Kind): { code: string | null; fields: Field[] }[] {
  const parts = new Map<string | null, Field[]>()
  for (const field of kind.fields) {
    const members = parts.get(field.group)
    if (members) members.push(field)
    else parts.set(field.group, [field])
  }
  return [...parts].map(([code, fields]) => ({ code, fields }))
}
