// What happened to a record, newest first: the bank's account where it can be had, and what of this tablet is not in it yet.
import type { OpRow } from '@sync/client/ports.ts'
import { fieldOf, kindOf } from '@/contract'
import type { Detail, HistoryEntry } from '@/device/tablet'
import { said, t } from '@/i18n'
import { statusWords, verbWords, verdictWords } from '../words'

export interface HistoryLine {
  key: string
  at: string
  title: string
  text: string
  pending: boolean
}

export function historyLines(detail: Detail, bank: readonly HistoryEntry[] | null): HistoryLine[] {
  const kind = detail.row.kind
  const local = detail.ops.filter((op) => bank === null || op.state === 'waiting' || op.state === 'attention')
  const lines = [...local.map((op) => ofOperation(op)), ...(bank ?? []).map((entry, at) => ofEntry(kind, entry, at))]
  return lines.sort((one, other) => other.at.localeCompare(one.at))
}

function ofOperation(op: OpRow): HistoryLine {
  const pending = op.state !== 'done'
  return { key: `op-${op.op_seq}`, at: op.at, title: verbWords(op.kind, op.verb), text: verdictWords(op), pending }
}

function ofEntry(kindCode: string, entry: HistoryEntry, at: number): HistoryLine {
  const kind = kindOf(kindCode)
  const fields = entry.fields.map((code) => kind && fieldOf(kind, code)).filter((field) => field !== null)
  const move = entry.to_status && entry.from_status !== entry.to_status ? statusWords(kind, entry.to_status) : ''
  const changed = entry.verb === 'create' ? '' : fields.map((field) => said(field)).join(t('list_separator'))
  const text = [entry.by_name, move, changed, entry.reason].filter(Boolean).join(t('separator'))
  return { key: `bank-${at}`, at: entry.at, title: verbWords(kindCode, entry.verb), text, pending: false }
}
