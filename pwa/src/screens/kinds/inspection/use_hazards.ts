// The hazards of a round: one for each failed item, unless the same item is still open.
import { kindOf, stateOf } from '@/contract'
import type { Shown, Tablet } from '@/device/tablet'
import { bankDay } from '@/i18n'
import { hazardValues, type CheckItem, type Entry } from './round'

const LOOKED_THROUGH = 300
const HAZARD = 'hazard'

export interface Hazards {
  /** By the code of the item: the hazard that this round opened, else the one that still stands from before. */
  known(roundId: string): Promise<ReadonlyMap<string, Shown>>
  /** Opens one for each failed item that has none; how many. */
  open(round: { id: string }, entries: readonly Entry[], at: number): Promise<number>
}

export function hazardsOf(tablet: Tablet): Hazards {
  const kind = kindOf(HAZARD)

  async function known(roundId: string): Promise<ReadonlyMap<string, Shown>> {
    const recent = await tablet.records({ kind: HAZARD, limit: LOOKED_THROUGH })
    const own = recent.filter((each) => each.row.values.inspection_id === roundId)
    const standing = recent.filter((each) => kind && !stateOf(kind, each.row.status)?.final)
    return new Map([...standing, ...own].map((each) => [String(each.row.values.item), each]))
  }

  async function open(round: { id: string }, entries: readonly Entry[], at: number): Promise<number> {
    const there = await known(round.id)
    const failed = entries.filter((entry) => entry.result === 'fail' && !there.has(entry.item))
    let opened = 0
    for (const entry of failed) {
      const item = tablet.reference().item('checklist', entry.item) as CheckItem | null
      if (item === null) continue
      const found = hazardValues(round, item, entry, tablet.reference(), bankDay(at))
      const saved = await tablet.capture(HAZARD, { ...found, found_at: new Date(at).toISOString() })
      if (saved.ok) opened += 1
    }
    return opened
  }
  return { known, open }
}
