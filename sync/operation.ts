// An operation: one thing a person did, as it travels from tablet to server. The twin of operation.py; see sync/README.md.
import { check } from './fields.ts'

export interface Change {
  from: unknown
  to: unknown
}

export type Base = null | { rev: number } | { after: string }

export interface Operation {
  op_id: string
  device_id: string
  op_seq: number
  type: string
  record_id: string
  actor_id: string
  grant_id: string
  base: Base
  patch: Record<string, Change> | null
  command: { args: Record<string, unknown>; reason?: string } | null
  deps: string[]
  replaces?: string
  occurred_at: string
  clock_offset: number
  app_version: string
}

export interface OperationType {
  kind: string
  verb: string
  version: number
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const TYPE = /^([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)@([1-9][0-9]{0,3})$/
const MAX_DEPS = 50
const MAX_FIELDS = 100
export const MAX_REASON = 500

/** What the tablet keeps and sends: frozen once, resent byte for byte. Members stand in one order, so equal is equal. */
export function freeze(operation: Operation): string {
  const { op_id, device_id, op_seq, type, record_id, actor_id, grant_id, base, patch, command, deps } = operation
  const { replaces, occurred_at, clock_offset, app_version } = operation
  const ordered = { op_id, device_id, op_seq, type, record_id, actor_id, grant_id, base, patch, command, deps }
  const rest = { occurred_at, clock_offset, app_version }
  return JSON.stringify(replaces === undefined ? { ...ordered, ...rest } : { ...ordered, replaces, ...rest })
}

export function typeOf(type: string): OperationType {
  const found = TYPE.exec(type)
  if (found === null) throw new Error(`not an operation type: ${type}`)
  return { kind: found[1]!, verb: found[2]!, version: Number(found[3]) }
}

/** The first member of a text that is not as an operation's must be; null when it is one. */
export function wrongMember(text: string): string | null {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    return 'json'
  }
  if (!isObject(raw)) return 'json'
  const found = MEMBERS.find(([name, holds]) => !holds(raw[name]))
  return found === undefined ? null : found[0]
}

type Raw = Record<string, unknown>

function isObject(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const isUuid = (value: unknown): boolean => typeof value === 'string' && UUID.test(value)
const isInteger = (value: unknown, low: number): boolean => Number.isSafeInteger(value) && (value as number) >= low
const absent = (value: unknown): boolean => value === null || value === undefined
const isText = (value: unknown, max: number, multiline = false): boolean =>
  typeof value === 'string' && check({ code: '', type: 'text', max, multiline }, value) === null

function isBase(value: unknown): boolean {
  if (absent(value)) return true
  if (!isObject(value) || Object.keys(value).length !== 1) return false
  return 'rev' in value ? isInteger(value.rev, 1) : isUuid(value.after)
}

function isPatch(value: unknown): boolean {
  if (absent(value)) return true
  if (!isObject(value) || Object.keys(value).length > MAX_FIELDS) return false
  return Object.values(value).every(
    (change) =>
      isObject(change) &&
      Object.keys(change).length === 2 &&
      Object.hasOwn(change, 'from') &&
      Object.hasOwn(change, 'to'),
  )
}

function isCommand(value: unknown): boolean {
  if (absent(value)) return true
  if (!isObject(value)) return false
  const args = value.args === undefined ? {} : value.args
  if (!isObject(args) || Object.keys(args).length > MAX_FIELDS) return false
  return absent(value.reason) || isText(value.reason, MAX_REASON, true)
}

function isDeps(value: unknown): boolean {
  return absent(value) || (Array.isArray(value) && value.length <= MAX_DEPS && value.every(isUuid))
}

const MEMBERS: [string, (value: unknown) => boolean][] = [
  ['base', isBase],
  ['command', isCommand],
  ['op_id', isUuid],
  ['device_id', isUuid],
  ['op_seq', (value) => isInteger(value, 1)],
  ['type', (value) => typeof value === 'string' && TYPE.test(value)],
  ['record_id', isUuid],
  ['actor_id', isUuid],
  ['grant_id', isUuid],
  ['patch', isPatch],
  ['deps', isDeps],
  ['replaces', (value) => absent(value) || isUuid(value)],
  ['occurred_at', (value) => typeof value === 'string' && check({ code: '', type: 'datetime' }, value) === null],
  ['clock_offset', (value) => isInteger(value, -Number.MAX_SAFE_INTEGER)],
  ['app_version', (value) => isText(value, 40)],
]
