// What remains readable of personal data for people who do not need all of it. The twin of masking.py; see there.

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
  columns?: readonly (Maskable & { code: string })[]
}

/** A field's value as people without the right to unmask see it: masked by the field, or inside `rows` by each column. */
export function shownValue(meta: Maskable, value: unknown): unknown {
  if (meta.mask) return maskValue(meta.mask as Mask, value)
  const columns = meta.columns?.filter((column) => column.mask) ?? []
  if (columns.length === 0 || !Array.isArray(value)) return value
  return value.map((entry: unknown) => shownEntry(columns, entry))
}

function shownEntry(columns: readonly (Maskable & { code: string })[], entry: unknown): unknown {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return HIDDEN
  const held = entry as Readonly<Record<string, unknown>>
  const hidden = columns.filter((column) => Object.hasOwn(held, column.code))
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
