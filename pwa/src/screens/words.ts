// Words that several screens say alike.
import type { OpRow } from '@sync/client/ports.ts'
import type { RecordState } from '@sync/record_state.ts'
import { kindOf, stateOf, type Kind } from '@/contract'
import { said, t, type Text } from '@/i18n'

const STATES: Record<RecordState, Text> = {
  saved: 'state_saved',
  received: 'state_received',
  issued: 'state_issued',
  attention: 'state_attention',
}

export function stateWords(state: RecordState): string {
  return t(STATES[state])
}

export function statusWords(kind: Kind | null, status: string): string {
  const state = kind && stateOf(kind, status)
  return state ? said(state) : status
}

export function kindWords(code: string): string {
  const kind = kindOf(code)
  return kind ? said(kind) : code
}

const ENGINE_VERBS: Readonly<Record<string, Text>> = {
  create: 'history_created',
  update: 'history_updated',
  resolve: 'history_resolved',
}

export function verbWords(kindCode: string, verb: string): string {
  const own = ENGINE_VERBS[verb]
  const command = kindOf(kindCode)?.life_cycle.commands.find((each) => each.code === verb)
  return own ? t(own) : command ? said(command) : verb
}

const VERDICTS: Readonly<Record<string, Text>> = {
  none: 'verdict_none',
  stored: 'verdict_stored',
  deferred: 'verdict_deferred',
  blocked: 'verdict_blocked',
  applied: 'verdict_applied',
  merged: 'verdict_merged',
  conflict: 'verdict_conflict',
  rejected: 'verdict_rejected',
}

export function verdictWords(op: OpRow): string {
  if (op.state === 'settled') return t(op.replaced_by ? 'settled_replaced' : 'settled_let_go')
  return t(VERDICTS[op.receipt?.verdict ?? 'none'] ?? 'verdict_none')
}

export function fileSize(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} KB`
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`
}
