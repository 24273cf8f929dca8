// What an answer means. Only a 200 of our own shape is an answer of the server: everything in between speaks HTTP too.
import { offset } from '../clock.ts'
import type { Receipt, Verdict } from '../verdict.ts'
import { Unreachable, type Answer, type Head, type Transport } from './ports.ts'

/**
 * `unreachable`: no answer, or somebody else's (captive portal, gateway) · `session_ended`: sign in again, captures and
 * pushes go on · `signature`, `revoked`, `quarantined`: the server does not take this tablet as it is · `refused`: not this role ·
 * `busy`: later · `unacceptable` (413 and other complaints about the request) and `server_error`: smaller batches may pass.
 */
export type Trouble =
  | 'unreachable'
  | 'session_ended'
  | 'signature'
  | 'revoked'
  | 'quarantined'
  | 'refused'
  | 'busy'
  | 'unacceptable'
  | 'server_error'

export type Heard<T> = { ok: true; body: T; answer: Answer } | { ok: false; trouble: Trouble }

/** Sends and hears. Never rejects for anything that network or server do. */
export async function ask<T>(
  transport: Transport,
  request: { method: 'GET' | 'POST'; target: string; body?: string },
  isOurs: (body: unknown) => body is T,
): Promise<Heard<T>> {
  try {
    const answer = await transport.send(request.method, request.target, request.body)
    if (answer.status === 200 && isOurs(answer.body)) return { ok: true, body: answer.body, answer }
    return { ok: false, trouble: troubleOf(answer) }
  } catch (error) {
    if (error instanceof Unreachable) return { ok: false, trouble: 'unreachable' }
    throw error
  }
}

const FORBIDDEN: Record<string, Trouble> = { device_quarantined: 'quarantined', device_revoked: 'revoked' }
const COMPLAINTS = new Set([400, 413, 415, 422])

export function troubleOf({ status, body }: Pick<Answer, 'status' | 'body'>): Trouble {
  if (status === 413) return 'unacceptable'
  if (status === 500) return 'server_error'
  if (status === 429) return 'busy'
  const code = codeOf(body)
  if (code === null || status === 200) return 'unreachable'
  if (status === 401) return code === 'not_signed_in' ? 'session_ended' : 'signature'
  if (status === 403) return FORBIDDEN[code] ?? 'refused'
  if (status > 500) return 'busy'
  return COMPLAINTS.has(status) ? 'unacceptable' : 'refused'
}

function codeOf(body: unknown): string | null {
  return isObject(body) && typeof body.code === 'string' ? body.code : null
}

export interface PushAnswer {
  epoch: string
  server_time: string
  durable_through: number
  receipts: readonly Receipt[]
}

const VERDICTS: ReadonlySet<unknown> = new Set<Verdict>([
  'stored',
  'applied',
  'merged',
  'conflict',
  'rejected',
  'deferred',
  'blocked',
])

export function isPushAnswer(body: unknown): body is PushAnswer {
  return isObject(body) && isStamped(body) && Array.isArray(body.receipts)
}

/** A receipt this app understands; a verdict of a later server leaves the operation as it is. */
export function isReceipt(value: unknown): value is Receipt {
  return isObject(value) && typeof value.hash === 'string' && VERDICTS.has(value.verdict)
}

export function isStamped(body: Record<string, unknown>): boolean {
  return (
    typeof body.epoch === 'string' &&
    body.epoch !== '' &&
    typeof body.server_time === 'string' &&
    Number.isSafeInteger(body.durable_through)
  )
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What every answer tells the head: the clock's error, the time of contact, and how far everything is durable. */
export function contact(
  head: Head,
  body: { server_time: string; durable_through: number },
  answer: Answer,
): Partial<Head> {
  const durable_through = Math.max(head.durable_through, body.durable_through)
  const serverAt = Date.parse(body.server_time)
  // A clock that jumped back during the request tells nothing.
  const known = !Number.isNaN(serverAt) && answer.receivedAt >= answer.sentAt
  const clock_offset = known ? offset(answer.sentAt, serverAt, answer.receivedAt) : head.clock_offset
  return { durable_through, clock_offset, last_contact: body.server_time }
}
