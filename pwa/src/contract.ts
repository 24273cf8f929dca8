// The contract as the app reads it: every kind's fields, rules and life cycle, made from server/records by `make generate`.
// A tablet opens with its core, what lists show; a kind is whole, and may be judged by, once `wholeContract` has resolved.
// The routes behind the first screen and whatever captures or syncs wait for it.
import type { FieldMeta, Values } from '@sync/fields.ts'
import type { Command as EngineCommand, LifeCycle as EngineLifeCycle } from '@sync/lifecycle.ts'
import type { Expression, Rule as EngineRule } from '@sync/rules.ts'
import type { Told } from '@sync/validation.ts'
import { filledKind, filledMessages, filledNames, write, type BareContract } from './contract_parts'
import core from './generated/core.json'

export type { Told, Values }
export type Tone = 'neutral' | 'waiting' | 'attention' | 'done' | 'void'

export interface Named extends Told {
  code: string
}

export interface Field extends FieldMeta, Told {
  help: Told
  options: readonly Named[]
  /** The set it chooses from; `record` and `user` are not reference sets. */
  reference: string | null
  /** The fields of each entry of a `rows` field. */
  columns: readonly Field[]
  row_key: string | null
  format: string | null
  group: string | null
  mask: string | null
  /** Where this holds of the record, the mask hides nothing. */
  public_when: Expression | null
  /** `field.key`: filled in with what the record named there says in `key`. */
  quotes: string | null
  default: unknown
}

export interface State extends Named {
  tone: Tone
  final: boolean
  required: readonly string[]
}

export interface Command extends EngineCommand, Told {
  /** Takes a sentence besides, if somebody wants to add one. */
  words: boolean
  offline: boolean
  /** Approves: at the desk alone, by signing in again, on exactly what was read. */
  bound: boolean
}

export interface LifeCycle extends EngineLifeCycle<Command> {
  states: readonly State[]
}

export interface Quick {
  fields: readonly string[]
  last_used: readonly string[]
  prefill: readonly { by: string; key: string; to: string }[]
  hours: readonly (readonly [number, number])[]
}

export interface Start extends Told {
  kind: string
  values: Readonly<Record<string, string>>
  then: string | null
  /** Offered only while this holds; null: always. */
  when: Expression | null
  auto: boolean
}

export interface Due extends Told {
  field: string
  states: readonly string[]
  command: string | null
}

export interface Approval {
  content: readonly string[]
  parts: readonly { kind: string; link: string; content: readonly string[] }[]
}

/** What records tell everybody about entries of a reference set, and who has to take note (server/records/contributions.py). */
export interface Notice {
  about: string
  states: readonly string[]
  since: string
  until: string
  must: string
  command: string
  done: string
}

export interface CustomerForm extends Named {
  fields: readonly string[]
  command: string | null
  notice_zh: string
  notice_en: string
  /** Offered only while this holds; null: always. */
  when: Expression | null
  /** Said with the answers: `=constant`, `@begun`, `@done`. */
  values: Readonly<Record<string, string>>
  /** The field whose random code opens the form on the customer's own phone. */
  by_link: string | null
}

/** What a record's public code opens for whoever scans it (server/records/public_link.py). */
export interface PublicLink extends Told {
  kind: string
  form: string
  /** Where posters of it may be printed, though it is not open yet. */
  prepared: readonly string[]
  states: readonly string[]
  until: string
  about: string
  values: Readonly<Record<string, string>>
  when: Expression | null
  /** The field that holds the code, which the server alone gives. */
  field: string
}

export interface Kind extends Named {
  help: Told
  prefix: string
  icon: string
  capture_roles: readonly string[]
  scope: string
  fields: readonly Field[]
  groups: Readonly<Record<string, readonly string[]>>
  rules: readonly (EngineRule & Told)[]
  /** Fields that are worked out; `=` before an argument says that it is no field (server/records/contributions.py). */
  derived: readonly { field: string; rule: string; arguments: Readonly<Record<string, string>> }[]
  life_cycle: LifeCycle
  list: { title: string; subtitle: readonly string[] }
  search: readonly string[]
  quick: Quick | null
  starts: readonly Start[]
  documents: readonly { code: string; on_status: string | null; periodic: boolean }[]
  inbox: { department_field: string; due_field: string } | null
  duty: number
  dues: readonly Due[]
  customer_forms: readonly CustomerForm[]
  public_links: readonly PublicLink[]
  spine: boolean
  sealed: boolean
  readers: string | null
  /** What the emergency card opens. */
  emergency: 'practice' | 'real' | null
  /** The department whose agents may create it at the desk. */
  owner: string | null
  notice: Notice | null
  /** What of a record is approved, itself and the records that carry parts of it. */
  approval: Approval | null
  /** Where a record waits to be confirmed at the desk, and the steps offered there, the usual one first. */
  confirmed: { states: readonly string[]; steps: readonly string[] } | null
  /** `kind.verb@version`, of every version ever shipped. */
  operations: readonly string[]
}

export interface Contract {
  version: string
  kinds: readonly Kind[]
  roles: readonly Named[]
  departments: readonly Named[]
  messages: Readonly<Record<string, Told>>
}

const opening = core as unknown as BareContract

export const contract: Contract = {
  version: core.version,
  kinds: opening.kinds.map(filledKind),
  roles: filledNames(opening.roles),
  departments: filledNames(opening.departments),
  messages: {},
}

let whole: Promise<void> | null = null

/** Resolves when every kind is whole; what held a kind before holds the whole one. It can be asked again after it failed. */
export function wholeContract(): Promise<void> {
  whole ??= complete().catch((error: unknown) => {
    whole = null
    throw error
  })
  return whole
}

async function complete(): Promise<void> {
  const rest = (await import('./generated/rest.json')).default as unknown as BareContract
  rest.kinds.forEach((more, at) => Object.assign(contract.kinds[at]!, filledKind({ ...opening.kinds[at], ...more })))
  Object.assign(contract, { messages: filledMessages(rest.messages) })
}

/** Puts the English into the whole contract. */
export async function englishContract(): Promise<void> {
  const [english] = await Promise.all([import('./generated/english.json'), wholeContract()])
  write(contract, english.default)
}

const kinds = new Map(contract.kinds.map((kind) => [kind.code, kind]))

/** Null for a kind that a newer server knows and this app does not yet. */
export function kindOf(code: string): Kind | null {
  return kinds.get(code) ?? null
}

export function fieldOf(kind: Kind, code: string): Field | null {
  return kind.fields.find((field) => field.code === code) ?? null
}

export function stateOf(kind: Kind, status: string): State | null {
  return kind.life_cycle.states.find((state) => state.code === status) ?? null
}

export function departmentOf(code: string | null): Named | null {
  return contract.departments.find((department) => department.code === code) ?? null
}

export function roleOf(code: string): Named {
  return contract.roles.find((role) => role.code === code) ?? { code, zh: code, en: code }
}

/** The kinds a person in this role may capture, in the order people meet them. */
export function capturable(role: string): Kind[] {
  return contract.kinds.filter((kind) => kind.capture_roles.includes(role))
}
