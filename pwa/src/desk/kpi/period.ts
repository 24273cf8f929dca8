// Codes of months (`2026-11`) and quarters (`2026Q4`), as people step through them.
export type Span = 'month' | 'quarter'

const QUARTER = /^(\d{4})Q([1-4])$/
const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/
const IN_A_YEAR = { month: 12, quarter: 4 } as const

interface Place {
  span: Span
  /** Months or quarters since the year 0. */
  at: number
}

function placeOf(code: string): Place | null {
  const [, year, part] = QUARTER.exec(code) ?? MONTH.exec(code) ?? []
  if (year === undefined || part === undefined) return null
  const span = code.includes('Q') ? 'quarter' : 'month'
  return { span, at: Number(year) * IN_A_YEAR[span] + Number(part) - 1 }
}

function codeOf({ span, at }: Place): string {
  const year = Math.floor(at / IN_A_YEAR[span])
  const part = (at % IN_A_YEAR[span]) + 1
  return span === 'quarter' ? `${year}Q${part}` : `${year}-${String(part).padStart(2, '0')}`
}

export const isPeriod = (code: string): boolean => placeOf(code) !== null

export const spanOf = (code: string): Span => placeOf(code)?.span ?? 'month'

/** The one so many steps later; what is no period stays as it is. */
export function stepped(code: string, steps: number): string {
  const place = placeOf(code)
  return place === null ? code : codeOf({ ...place, at: place.at + steps })
}

/** The quarter of a month, and the last month of a quarter that has begun by `today` (a bank day). */
export function asSpan(code: string, span: Span, today: string): string {
  const place = placeOf(code)
  if (place === null || place.span === span) return code
  if (span === 'quarter') return codeOf({ span, at: Math.floor(place.at / 3) })
  const last = codeOf({ span, at: place.at * 3 + 2 })
  return last < monthOf(today) ? last : monthOf(today)
}

export const monthOf = (day: string): string => day.slice(0, 7)

/** Whether a period lies wholly after today: there is nothing to see yet. */
export function isAhead(code: string, today: string): boolean {
  const now = placeOf(asSpan(monthOf(today), spanOf(code), today))
  const place = placeOf(code)
  return place !== null && now !== null && place.at > now.at
}
