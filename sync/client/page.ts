// One answer of a pull: its shape, and how its items read as rows.
import type { Receipt } from '../verdict.ts'
import { isObject, isReceipt, isStamped } from './answers.ts'
import type { ConflictRow, Head, RecordRow } from './ports.ts'

export type RecordItem = Omit<RecordRow, 'scope'> & { t: 'record' }
export type ConflictItem = ConflictRow & { t: 'conflict' }
export type Item = RecordItem | ConflictItem | { t: 'gone'; id: string } | { t: 'receipt'; receipt: Receipt }

export interface Check {
  count: number
  hash: string
}

export interface ScopePage {
  scope: string
  from: number
  to: number
  head: number
  items: readonly Item[]
  check?: Check
}

export interface PullAnswer {
  epoch: string
  server_time: string
  entitlement: string
  contract: string
  reference: string
  durable_through: number
  more: boolean
  scopes: readonly (ScopePage | { scope: string; gone: true })[]
}

export function isPullAnswer(body: unknown): body is PullAnswer {
  if (!isObject(body) || !isStamped(body) || typeof body.entitlement !== 'string') return false
  return typeof body.more === 'boolean' && Array.isArray(body.scopes) && body.scopes.every(isScope)
}

function isScope(value: unknown): boolean {
  if (!isObject(value) || typeof value.scope !== 'string') return false
  if (value.gone === true) return true
  return [value.from, value.to, value.head].every(Number.isSafeInteger) && Array.isArray(value.items)
}

export function livePages(answer: PullAnswer): ScopePage[] {
  return answer.scopes.filter((scope): scope is ScopePage => !('gone' in scope))
}

export const losesScope = (answer: Pick<PullAnswer, 'scopes'>): boolean =>
  answer.scopes.some((scope) => 'gone' in scope)

/** How far the rows that are being filled have come: those of the bootstrap while it runs. */
export function cursorsOf(head: Head): Readonly<Record<string, number>> {
  return head.bootstrap?.cursors ?? head.cursors
}

/** Whether the page begins where these cursors stand: an older or a repeated answer does not. */
export function continues(answer: PullAnswer, cursors: Readonly<Record<string, number>>): boolean {
  return livePages(answer).every((page) => page.from === (cursors[page.scope] ?? 0) && page.to >= page.from)
}

export function pullTarget(head: Head): string {
  const cursors = Object.entries(cursorsOf(head)).map(([scope, seq]) => `c=${encodeURIComponent(`${scope}~${seq}`)}`)
  const isDownload = head.bootstrap !== null || head.entitlement === ''
  const verify = isDownload ? ['verify=1'] : []
  return `/sync/pull?${[`epoch=${encodeURIComponent(head.epoch)}`, ...cursors, ...verify].join('&')}`
}

export function rowOf(item: RecordItem, scope: string): RecordRow {
  const { t: _, ...row } = item
  return { ...row, scope }
}

export function conflictOf(item: ConflictItem): ConflictRow {
  const { t: _, ...row } = item
  return row
}

export function receiptsOf(answer: PullAnswer): Receipt[] {
  const items = livePages(answer).flatMap((page) => page.items)
  return items.flatMap((item) => (item.t === 'receipt' && isReceipt(item.receipt) ? [item.receipt] : []))
}
