// What is known of a document, as label and value, without what it does not have.
import { t as own } from '../document_texts'
import { fileSize } from '../documents'
import { t } from '../messages'
import { fullMoment } from '../reading'
import type { DocumentItem } from '../shapes'

export interface Fact {
  code: string
  label: string
  value: string
  long?: boolean
}

export function documentFacts(document: DocumentItem): Fact[] {
  const moment = (at: string | null) => (at === null ? '' : fullMoment(at))
  const facts: Fact[] = [
    { code: 'serial', label: t('serial'), value: document.serial ?? '' },
    document.period === null
      ? { code: 'number', label: t('number'), value: document.record_no ?? '' }
      : { code: 'period', label: t('period'), value: document.period },
    { code: 'issued_at', label: t('issued_at'), value: moment(document.issued_at) },
    { code: 'cutoff_at', label: t('cutoff_at'), value: moment(document.cutoff_at) },
    { code: 'requested_by', label: own('requested_by'), value: document.requested_by_name ?? own('by_itself') },
    { code: 'size', label: t('size'), value: sizeOf(document) },
    { code: 'signers', label: own('signers'), value: document.signers },
    { code: 'keep', label: own('keep'), value: keptUntil(document) },
  ]
  return facts.filter((fact) => fact.value !== '')
}

export function keptUntil(document: DocumentItem): string {
  if (document.keep_until === null) return ''
  const basis = document.keep_basis === '默认' ? own('keep_default') : document.keep_basis
  return own('keep_value', { day: document.keep_until, years: document.keep_years, basis })
}

function sizeOf({ pages, size }: DocumentItem): string {
  return pages === null || size === null ? '' : t('pages', { pages, size: fileSize(size) })
}
