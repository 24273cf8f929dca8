// What stands open in the branch, for those who meet or hand over: found in the day's records, and told in one line each.
import { kindOf, stateOf } from '@/contract'
import type { Shown, Tablet } from '@/device/tablet'
import { titleOf } from '@/fields'
import { said, t } from '@/i18n'
import type { ReferenceIndex } from '@/reference'

/** Everything that waits, however old: right after unlocking the older records are still being looked through. */
export function whatStands(tablet: Pick<Tablet, 'day' | 'subscribe'>): Promise<readonly Shown[]> {
  return new Promise((resolve) => {
    const look = () => {
      const day = tablet.day()
      if (day?.complete !== true) return false
      resolve(day.records)
      return true
    }
    if (look()) return
    const stop = tablet.subscribe(() => look() && stop())
  })
}

export function isOpen({ row }: Shown): boolean {
  const kind = kindOf(row.kind)
  return kind !== null && stateOf(kind, row.status)?.final === false
}

export function openOf(records: readonly Shown[], ...kinds: string[]): Shown[] {
  return records.filter((shown) => kinds.includes(shown.row.kind) && isOpen(shown))
}

export const idsOf = (records: readonly Shown[], most: number): string[] =>
  records.slice(0, most).map((shown) => shown.row.id)

/** `咨询 · 消费贷`, no longer than a line may be. */
export function lineOf({ row }: Shown, index: ReferenceIndex, most = 200): string {
  const kind = kindOf(row.kind)
  const words = kind ? `${said(kind)}${t('separator')}${titleOf(kind, row.values, index)}` : row.kind
  return [...words].slice(0, most).join('')
}

/** Drops what holds nothing: a form begins without it. */
export function filled(values: Record<string, unknown>): Record<string, unknown> {
  const says = (value: unknown) =>
    value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0)
  return Object.fromEntries(Object.entries(values).filter(([, value]) => says(value)))
}
