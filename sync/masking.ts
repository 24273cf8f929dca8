// What remains readable of personal data for people who do not need all of it. The twin of masking.py; see there.
import type { Values } from './fields.ts'
import { holds, type Expression } from './rules.ts'

export type Mask = 'name' | 'telephone' | 'identity' | 'tail' | 'address' | 'hidden'

const STAR = '*'
const HIDDEN = STAR.repeat(4)
const DISTRICT_ENDS = '区县市旗'

export function maskValue(kind: Mask, value: unknown): string | null {
  if (value === null || value === undefined) return null
  return typeof value === 'string' ? MASKS[kind]([...value]) : HIDDEN
}

interface Maskable {
  mask?: string | null
  public_when?: Expression | null
  columns?: readonly (Maskable & { code: string })[]
}

/** Whether a field, or a column, hides something in a record that holds `values`. */
export function isHidden(meta: Maskable, values: Values): boolean {
  return !!meta.mask && !(meta.public_when && holds(meta.public_when, values))
}

/** A field's value as people without the right to unmask see it: masked by the field, or inside `rows` by each column. `values`
 * are the record's, of which this is one. */
export function shownValue(meta: Maskable, value: unknown, values: Values): unknown {
  if (meta.mask) return isHidden(meta, values) ? maskValue(meta.mask as Mask, value) : value
  const columns = meta.columns?.filter((column) => column.mask) ?? []
  if (columns.length === 0 || !Array.isArray(value)) return value
  return value.map((entry: unknown) => shownEntry(columns, entry, values))
}

/** Inside an entry its columns stand before the record's fields. */
function shownEntry(columns: readonly (Maskable & { code: string })[], entry: unknown, values: Values): unknown {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return HIDDEN
  const held = entry as Readonly<Record<string, unknown>>
  const there = columns.filter((column) => Object.hasOwn(held, column.code))
  const hidden = there.filter((column) => isHidden(column, { ...values, ...held }))
  const masked = hidden.map((column) => [column.code, maskValue(column.mask as Mask, held[column.code])])
  return { ...held, ...Object.fromEntries(masked) }
}

type Characters = readonly string[]

const join = (characters: Characters): string => characters.join('')

function telephone(all: Characters): string {
  if (all.length >= 11) return join(all.slice(0, 3)) + HIDDEN + join(all.slice(-4))
  return all.length >= 7 ? HIDDEN + join(all.slice(-2)) : HIDDEN
}

function identity(all: Characters): string {
  if (all.length < 15) return join(all.slice(0, 1)) + HIDDEN + join(all.slice(-1))
  return join(all.slice(0, 3)) + STAR.repeat(all.length - 7) + join(all.slice(-4))
}

function address(all: Characters): string {
  const end = all.findLastIndex((character, index) => index > 1 && DISTRICT_ENDS.includes(character))
  return join(all.slice(0, end + 1)) + HIDDEN
}

const MASKS: Record<Mask, (all: Characters) => string> = {
  name: (all) => join(all.slice(0, 1)) + STAR.repeat(2),
  telephone,
  identity,
  tail: (all) => (all.length >= 4 ? `${HIDDEN} ${join(all.slice(-4))}` : HIDDEN),
  address,
  hidden: () => HIDDEN,
}
