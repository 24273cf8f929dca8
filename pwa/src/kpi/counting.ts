// From records to contributions to sums. The twin of server/domain/kpi/counting.py: order never matters.
import type { Contribution } from './contribution'
import type { Kpi } from './definition'
import { NOBODY, inOrder, type Counted, type Fact, type House } from './fact'
import type { Sums } from './figure'

/** Facts that share a group or a peer, also through others, hang together. */
export function groupsOf(facts: readonly Fact[]): Fact[][] {
  const ordered = [...facts].sort(inOrder)
  const leader = new Map<string, string>()
  const find = (name: string): string => {
    let at = name
    for (let above = leader.get(at); above !== undefined && above !== at; above = leader.get(at)) at = above
    leader.set(at, at)
    return at
  }
  for (const each of ordered) {
    if (each.peer !== null) leader.set(find(each.peer), find(each.group))
    find(each.group)
  }
  const found = new Map<string, Fact[]>()
  for (const each of ordered) {
    const name = find(each.group)
    found.set(name, [...(found.get(name) ?? []), each])
  }
  return [...found.values()]
}

export function contributionsOf(kpi: Kpi, records: readonly Counted[], house: House): Contribution[] {
  const facts = records.filter((each) => kpi.kinds.includes(each.kind)).map((each) => kpi.fact(each, house))
  return groupsOf(facts).flatMap((group) => kpi.judge(group))
}

/** By month and measure; of one person, or of everybody. */
export function sumsOf(contributions: readonly Contribution[], person: string | null): Map<string, Sums> {
  const sums = new Map<string, Sums>()
  for (const each of contributions) {
    if (person !== null && (each.person !== person || each.person === NOBODY)) continue
    for (const [measure, [numerator, denominator]] of Object.entries(each.amounts)) {
      const key = `${each.month} ${measure}`
      const [n, d] = sums.get(key) ?? [0, 0]
      sums.set(key, [n + numerator, d + denominator])
    }
  }
  return sums
}
