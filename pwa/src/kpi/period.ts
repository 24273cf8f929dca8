// Months and quarters of the bank by their codes: `2026-11`, `2026Q4`.
const two = (number: number): string => String(number).padStart(2, '0')

/** The months of a month or a quarter, in their order. */
export function monthsIn(period: string): string[] {
  if (!period.includes('Q')) return [period]
  const year = period.slice(0, 4)
  const first = (Number(period.slice(5)) - 1) * 3 + 1
  return [0, 1, 2].map((after) => `${year}-${two(first + after)}`)
}

export const quarterOf = (month: string): string =>
  month.includes('Q') ? month : `${month.slice(0, 4)}Q${Math.ceil(Number(month.slice(5, 7)) / 3)}`

/** The first day of it, and the first day after it. */
export const firstDay = (period: string): string => `${monthsIn(period)[0]}-01`

export function dayAfter(period: string): string {
  const last = monthsIn(period).at(-1) ?? period
  const [year = 0, month = 1] = last.split('-').map(Number)
  return month === 12 ? `${year + 1}-01-01` : `${year}-${two(month + 1)}-01`
}

/** The months, so many at a time from January on, among which the first of that period lies. */
export function monthBlock(period: string, length: number): string[] {
  const [year = '', month = '1'] = firstDay(period).split('-')
  const start = Math.floor((Number(month) - 1) / length) * length
  const held = Math.min(length, 12 - start)
  return Array.from({ length: held }, (_, after) => `${year}-${two(start + 1 + after)}`)
}

/** The instant at which a bank's day begins. */
export const startOf = (day: string): string => new Date(`${day}T00:00:00.000+08:00`).toISOString()
