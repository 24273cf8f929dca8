// The records that belong to one: those it names, and those that name it.
import { linkedIds } from '@sync/links.ts'
import { kindOf } from '@/contract'
import type { Shown, Tablet } from '@/device/tablet'

/** How far back records that name this one are looked for. */
const RECENT = 200

export async function linkedRecords(tablet: Tablet, shown: Shown): Promise<Shown[]> {
  const named = await Promise.all(linksOf(shown).map((id) => tablet.record(id)))
  const recent = await tablet.records({ limit: RECENT })
  const naming = recent.filter((each) => linksOf(each).includes(shown.row.id))
  const all = [...named.filter((each) => each !== null), ...naming]
  return [...new Map(all.map((each) => [each.row.id, each])).values()]
}

function linksOf(shown: Shown): string[] {
  return linkedIds(kindOf(shown.row.kind)?.fields ?? [], shown.row.values)
}
