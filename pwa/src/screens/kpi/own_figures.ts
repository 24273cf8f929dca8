// A person's own figures from what is on the tablet: the records of the quarter, and the house's figures as they were in force.
import { bankDay } from '@/i18n'
import type { Shown, Tablet } from '@/device/tablet'
import {
  KPIS,
  firstDay,
  monthsIn,
  quarterOf,
  standingOf,
  startOf,
  type Contribution,
  type Counted,
  type Figure,
  type House,
  type Kpi,
  type Standing,
} from '@/kpi'
import type { ReferenceIndex } from '@/reference'

export interface Words {
  zh: string
  en: string
}

/** The words of a KPI as the server has them (generated/kpis.json). */
export interface Named extends Words {
  code: string
  formula: Words
  figures: Readonly<Record<string, Words>>
  reasons: Readonly<Record<string, Words>>
  flags: Readonly<Record<string, Words>>
}

export interface OwnFigures extends Standing {
  named: Named
  /** Worked out for the whole branch: the tablet does not know whose work this is. */
  ofBranch: boolean
}

/** Whose rounds the server planned is known to the server alone. */
const OF_BRANCH: readonly string[] = ['k5']
const PAGE = 200
/** What is counted by its end may have begun that long before the period. */
const BEFORE_MS = 100 * 86_400_000

export const monthNow = (now: number): string => bankDay(new Date(now).toISOString()).slice(0, 7)

export function houseOf(index: ReferenceIndex): House {
  return {
    setting: (code, at) => index.figureOn('settings', code, bankDay(at)),
    roundItems: (round, at) =>
      index
        .entriesOn('checklist', bankDay(at))
        .filter((item) => Array.isArray(item.rounds) && item.rounds.includes(round))
        .map((item) => item.code),
  }
}

const counted = ({ row }: Shown): Counted => ({
  ...{ id: row.id, kind: row.kind, status: row.status, values: row.values, at: row.at },
  ...{ created_by: row.created_by, doubtful: row.doubtful },
})

/** Every record of these kinds that can matter to the quarter, newest first. */
async function recordsOf(tablet: Tablet, kinds: readonly string[], quarter: string): Promise<Shown[]> {
  const since = new Date(Date.parse(startOf(firstDay(quarter))) - BEFORE_MS).toISOString()
  const found: Shown[] = []
  for (const kind of kinds) found.push(...(await ofKind(tablet, kind, since)))
  return found
}

/** When nothing else is to be done. */
const idle = (): Promise<void> =>
  new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: 1000 })
    else setTimeout(resolve)
  })

async function ofKind(tablet: Tablet, kind: string, since: string): Promise<Shown[]> {
  const found: Shown[] = []
  for (let before: { at: string; id: string } | undefined; ;) {
    await idle()
    const page = await tablet.records({ kind, limit: PAGE, ...(before && { before }) })
    found.push(...page.filter((each) => each.row.at >= since))
    const last = page.at(-1)
    if (!last || page.length < PAGE || last.row.at < since) return found
    before = { at: last.row.at, id: last.row.id }
  }
}

export async function namedKpis(): Promise<readonly Named[]> {
  return (await import('@/generated/kpis.json')).default as unknown as readonly Named[]
}

interface Kept {
  key: string
  figures: Promise<OwnFigures[]>
}
const kept = new WeakMap<Tablet, Kept>()

/**
 * The figures of the month, or of its quarter where a KPI is judged by that. Worked out at most once a minute: a quarter's
 * records are read for it, and nobody's tap waits for that.
 */
export function ownFigures(tablet: Tablet, now: number): Promise<OwnFigures[]> {
  const person = tablet.state().person?.id ?? ''
  const key = `${person} ${Math.floor(now / 60_000)}`
  const before = kept.get(tablet)
  if (before?.key === key) return before.figures
  const figures = workedOut(tablet, person, now)
  kept.set(tablet, { key, figures })
  figures.catch(() => kept.delete(tablet))
  return figures
}

async function workedOut(tablet: Tablet, person: string, now: number): Promise<OwnFigures[]> {
  const names = await namedKpis()
  const house = houseOf(tablet.reference())
  const found: OwnFigures[] = []
  for (const kpi of KPIS) {
    const named = names.find((each) => each.code === kpi.code)
    if (named) found.push({ ...(await standing(tablet, kpi, person, house, now)), named, ofBranch: isOfBranch(kpi) })
  }
  return found
}

const isOfBranch = (kpi: Kpi): boolean => OF_BRANCH.includes(kpi.code)

async function standing(tablet: Tablet, kpi: Kpi, person: string, house: House, now: number): Promise<Standing> {
  const month = monthNow(now)
  const records = (await recordsOf(tablet, kpi.kinds, quarterOf(month))).map(counted)
  return standingOf(kpi, records, month, isOfBranch(kpi) ? null : person, house, new Date(now).toISOString())
}

/** What stands behind the figures of one person (null: of everybody) in their period, newest first. */
export function evidence(standing: Standing, person: string | null): Contribution[] {
  const months = monthsIn(standing.period)
  return standing.contributions
    .filter((each) => months.includes(each.month) && (person === null || each.person === person))
    .sort((a, b) => (a.at < b.at ? 1 : -1))
}

/** How many are still missing to a count; null where nothing is. */
export function missing(figure: Figure): number | null {
  const { target, sort, numerator } = figure
  if (sort !== 'count' || target?.bound !== 'at_least' || numerator >= target.value) return null
  return target.value - numerator
}
