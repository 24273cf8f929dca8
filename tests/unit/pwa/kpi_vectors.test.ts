// The tablet's figures are the server's on the same records: the examples of the reference, and random small banks.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  KPIS,
  contributionsOf,
  standingOf,
  targetText,
  valueText,
  type Counted,
  type Figure,
  type House,
} from '../../../pwa/src/kpi/index.ts'

interface Case {
  kpi: string
  records: Counted[]
  contributions: unknown[][]
  standings: { period: string; person: string | null; status: string; figures: unknown[][] }[]
}
interface Vectors {
  settings: Record<string, number>
  items: Record<string, string[]>
  now: string
  cases: Case[]
}
const vectors = JSON.parse(readFileSync(new URL('../kpi/vectors.json', import.meta.url), 'utf-8')) as Vectors
const house: House = {
  setting: (code) => vectors.settings[code] ?? null,
  roundItems: (round) => vectors.items[round] ?? [],
}
const told = (each: Figure) => [
  ...[each.code, each.period, each.numerator, each.denominator, valueText(each)],
  ...[each.target && targetText(each.target), each.status, each.small_sample],
]
const sorted = (amounts: object) => Object.fromEntries(Object.entries(amounts).sort(([a], [b]) => (a < b ? -1 : 1)))
const key = (row: unknown[]) => `${String(row[0])} ${String(row[1])}`

describe.each(KPIS.map((kpi) => [kpi.code, kpi] as const))('%s', (code, kpi) => {
  const cases = vectors.cases.filter((each) => each.kpi === code)

  it('counts each record as the server does, for the same reason', () => {
    expect(cases.length).toBeGreaterThanOrEqual(20)
    for (const { records, contributions } of cases) {
      const found = contributionsOf(kpi, records, house).map((each) => [
        ...[each.record_id, each.month, each.person, each.counted, each.reason, sorted(each.amounts)],
      ])
      expect(found.sort((a, b) => (key(a) < key(b) ? -1 : 1))).toEqual(contributions)
    }
  })

  it('stands as the server says, of everybody and of each person', () => {
    for (const { records, standings } of cases)
      for (const { period, person, status, figures } of standings) {
        const standing = standingOf(kpi, records, period, person, house, vectors.now)
        expect(standing.figures.map(told)).toEqual(figures)
        expect(standing.status).toBe(status)
      }
  })
})
