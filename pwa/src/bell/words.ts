// A notice in words: what happened, and to which record.
import { kindOf } from '@/contract'
import { titleOf } from '@/fields'
import { said, t as common } from '@/i18n'
import type { ReferenceIndex } from '@/reference'
import type { ToldNotice } from '@/told/notice'
import { t } from './texts'

export function headline(notice: ToldNotice): string {
  const kind = kindOf(notice.kind)
  const step = kind?.life_cycle.commands.find(({ code }) => code === notice.verb)
  return t(notice.code, { kind: kind ? said(kind) : notice.kind, step: step ? said(step) : '' })
}

/** Its title and number; of a sealed record its number alone. */
export function aboutWhat({ kind: code, record }: ToldNotice, index: ReferenceIndex): string {
  const kind = kindOf(code)
  if (record === null || kind === null) return ''
  const hasTitle = Object.keys(record.values).length > 0
  const title = hasTitle ? titleOf(kind, record.values, index) : t('sealed')
  return [title, record.no].filter(Boolean).join(common('separator'))
}

/** Of several only how many there are: which ones stands in the list. */
export function toastText(arrived: readonly ToldNotice[], index: ReferenceIndex): string {
  const [only, ...others] = arrived
  if (!only || others.length > 0) return t('several', { n: arrived.length })
  return [headline(only), aboutWhat(only, index)].filter(Boolean).join(common('separator'))
}
