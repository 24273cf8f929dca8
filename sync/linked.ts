// What a record works out from another one that it names. The twin of linked.py; see there.
import type { Values } from './fields.ts'
import { isIdentifier } from './identifiers.ts'

export interface Named {
  status: string
  values: Values
}

export interface Occasion {
  /** The bank's day of the record's event, YYYY-MM-DD. */
  day: string
  /** Years below which a group holds, youngest first. */
  ages: readonly (readonly [number, string])[]
  oldest: string
  /** The groups whose figure was checked against its source. */
  verified?: readonly string[]
}

type Arguments = Readonly<Record<string, string>>
type Rule = (named: Named, given: Arguments, occasion: Occasion) => unknown

const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value)

/** Full years between two days. */
export function ageGroup(born: string, { day, ages, oldest }: Occasion): string {
  const age = Number(day.slice(0, 4)) - Number(born.slice(0, 4)) - (day.slice(5) < born.slice(5) ? 1 : 0)
  return ages.find(([years]) => age < years)?.[1] ?? oldest
}

function bornOn(values: Values, given: Arguments): string | null {
  const born = values[given.born!]
  const number = values[given.number!]
  if (isDay(born)) return born
  if (typeof number !== 'string' || !isIdentifier('resident_id', number)) return null
  return `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
}

const ageGroupOf = (named: Named, given: Arguments, occasion: Occasion): unknown => {
  const born = bornOn(named.values, given)
  return born === null ? (named.values[given.group!] ?? null) : ageGroup(born, occasion)
}

export const LINKED_RULES: Readonly<Record<string, Rule>> = {
  linked_day_past: (named, given, { day }) => {
    const last = named.values[given.last!]
    return isDay(last) ? day > last : null
  },
  linked_stands_in: (named, given) => given.states!.split(' ').includes(named.status),
  linked_age_group: ageGroupOf,
  linked_surely_in_group: (named, given, occasion) => {
    const [group, groups] = [ageGroupOf(named, given, occasion), given.groups!.split(' ')]
    return group === null ? null : groups.includes(String(group)) && !!occasion.verified?.includes(groups.at(-1)!)
  },
}
