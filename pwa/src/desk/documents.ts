// Documents in words: the states of their life, and what can be done in each.
import { language } from '@/i18n'

const STATES: Readonly<Record<string, { zh: string; en: string }>> = {
  waiting: { zh: '等待出具', en: 'Waiting' },
  media_incomplete: { zh: '等待附件', en: 'Waiting for attachments' },
  ready: { zh: '待出具', en: 'Ready' },
  rendering: { zh: '出具中', en: 'Being made' },
  issued: { zh: '已出具', en: 'Issued' },
  superseded: { zh: '已被新版替代', en: 'Superseded' },
  voided: { zh: '已作废', en: 'Void' },
  failed: { zh: '未能出具', en: 'Failed' },
}

export const DOCUMENT_STATES = Object.keys(STATES)

export function documentState(state: string): string {
  return STATES[state]?.[language.value] ?? state
}

export const needsSomebody = (state: string): boolean => state === 'failed'
export const isGone = (state: string): boolean => state === 'superseded' || state === 'voided'
/** A file exists from the issue on and stays readable, also once a newer version replaced it. */
export const hasFile = (document: { size: number | null }): boolean => document.size !== null

export type Span = 'day' | 'month' | 'quarter'

/** `2026-11-24`, `2026-11` or `2026Q4`: the period of that span in which a day of the bank lies. */
export function periodOf(span: Span, day: string): string {
  if (span === 'day') return day
  const month = day.slice(0, 7)
  return span === 'month' ? month : `${day.slice(0, 4)}Q${Math.ceil(Number(month.slice(5)) / 3)}`
}

const KIB = 1024

/** `87 KB`, `1.2 MB`: for choosing whether to download. */
export function fileSize(bytes: number): string {
  if (bytes < KIB * KIB) return `${Math.max(1, Math.round(bytes / KIB))} KB`
  return `${(bytes / KIB / KIB).toFixed(1)} MB`
}

const VOID_CAUSES: Readonly<Record<string, { zh: string; en: string }>> = {
  entry_error: { zh: '录入错误', en: 'Entered wrongly' },
  duplicate: { zh: '重复出具', en: 'Issued twice' },
  customer_cancelled: { zh: '客户取消', en: 'Cancelled by the customer' },
  operating_error: { zh: '操作差错', en: 'Operating error' },
  test_data: { zh: '测试数据', en: 'Test data' },
}

/** Why an issued document may be declared void. */
export function voidCauses(): { value: string; label: string }[] {
  return Object.entries(VOID_CAUSES).map(([value, words]) => ({ value, label: words[language.value] }))
}
