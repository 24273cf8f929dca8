// The ledger's list: one page after the other by keyset, read again from the top when something changed.
import { shallowRef, watch, type ShallowRef } from 'vue'
import { kindOf, stateOf } from '@/contract'
import type { Shown, Tablet } from '@/device/tablet'
import { bankDay } from '@/i18n'

export type Filter = 'all' | 'open' | 'mine' | `kind:${string}`

const PAGE = 40
const FOUND_AT_MOST = 200

export interface LedgerList {
  rows: Readonly<ShallowRef<readonly Shown[]>>
  ready: Readonly<ShallowRef<boolean>>
  ended: Readonly<ShallowRef<boolean>>
  more(): Promise<void>
}

export function useLedgerList(
  tablet: Tablet,
  wanted: { turn: () => number; query: () => string; filter: () => Filter },
  reading: <T>(read: () => Promise<T>) => Promise<T | undefined>,
): LedgerList {
  const rows = shallowRef<readonly Shown[]>([])
  const ready = shallowRef(false)
  const ended = shallowRef(false)
  let asked = 0
  let paging = false
  let last: Shown | undefined

  const kind = () => (wanted.filter().startsWith('kind:') ? wanted.filter().slice(5) : undefined)
  const matching = (found: readonly Shown[]) => found.filter((shown) => matches(shown, wanted.filter()))

  async function top(length: number) {
    const mine = (asked += 1)
    const query = wanted.query().trim()
    const limit = Math.max(PAGE, length)
    const found = await reading(() =>
      query ? tablet.search(query, FOUND_AT_MOST) : tablet.records({ kind: kind(), limit }),
    )
    if (mine !== asked || found === undefined) return
    last = found.at(-1)
    rows.value = matching(found)
    ended.value = query !== '' || found.length < limit
    ready.value = true
    if (!ended.value && rows.value.length < PAGE / 2) await more()
  }

  async function more(): Promise<void> {
    if (paging || ended.value || !last) return
    paging = true
    const mine = asked
    const before = { at: last.row.at, id: last.row.id }
    const found = await reading(() => tablet.records({ before, kind: kind(), limit: PAGE }))
    paging = false
    if (mine !== asked || found === undefined) return
    const fresh = matching(found)
    last = found.at(-1) ?? last
    rows.value = [...rows.value, ...fresh]
    ended.value = found.length < PAGE
    if (!ended.value && fresh.length === 0) await more()
  }

  watch([wanted.query, wanted.filter], () => top(0), { immediate: true })
  watch(wanted.turn, () => top(rows.value.length))
  return { rows, ready, ended, more }
}

export function matches(shown: Shown, filter: Filter): boolean {
  if (filter === 'all') return true
  if (filter === 'mine') return shown.state === 'attention'
  const kind = kindOf(shown.row.kind)
  if (filter === 'open') return kind !== null && stateOf(kind, shown.row.status)?.final === false
  return shown.row.kind === filter.slice(5)
}

/** The rows under the bank's days, in their order. */
export function byDay(rows: readonly Shown[]): { day: string; rows: Shown[] }[] {
  const days = new Map<string, Shown[]>()
  for (const shown of rows) {
    const day = bankDay(shown.row.at)
    const held = days.get(day)
    if (held) held.push(shown)
    else days.set(day, [shown])
  }
  return [...days].map(([day, held]) => ({ day, rows: held }))
}
