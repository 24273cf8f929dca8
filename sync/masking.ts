// What remains readable of personal data for people who do not need all of it. The twin of masking.py; see there.

export type Mask = 'name' | 'telephone' | 'identity' | 'tail' | 'address' | 'hidden'

const STAR = '*'
const HIDDEN = STAR.repeat(4)
const DISTRICT_ENDS = '区县市旗'

export function maskValue(kind: Mask, value: unknown): string | null {
  if (value === null || value === undefined) return null
  return typeof value === 'string' ? MASKS[kind]([...value]) : HIDDEN
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
