// What the engine needs from whoever hosts it: a durable store, a way to the server, a clock and a source of identifiers.
import type { FieldMeta, Values } from '../fields.ts'
import type { Occasion } from '../linked.ts'
import type { KindMeta } from '../validation.ts'
import type { Receipt } from '../verdict.ts'

export type Key = string | number

/** A document of a record as the record's row tells of it. */
export interface DocumentState {
  code: string
  state: string
  serial: string | null
}

/** A record as the tablet shows it: the server's row, or the optimistic one that pending operations make of it. */
export interface RecordRow {
  id: string
  kind: string
  /** 0 while the server has not decided on its creation. */
  rev: number
  no: string | null
  status: string
  values: Readonly<Record<string, unknown>>
  /** When it happened (ISO, UTC): lists are ordered by it. */
  at: string
  created_by: string
  created_by_name: string
  device_id: string
  captured_offline: boolean
  doubtful: boolean
  updated_at: string
  void_reason: string | null
  documents: readonly DocumentState[]
  /** The scope that brought the row; null while only this tablet knows the record. */
  scope: string | null
}

/** `waiting`: no final receipt yet · `attention`: rejected or conflicting, a person's turn · `done`: decided · `settled`: let go of by a person, or replaced by a correction; kept until durable. */
export type OpState = 'waiting' | 'attention' | 'done' | 'settled'

/** One operation of this tablet. `text` is frozen: a resend is byte for byte the same. */
export interface OpRow {
  op_seq: number
  op_id: string
  record_id: string
  kind: string
  verb: string
  actor_id: string
  at: string
  text: string
  hash: string
  state: OpState
  receipt: Receipt | null
  /** The operation that took its place: a correction, or the resolution of its conflict. */
  replaced_by: string | null
  /** A person let go of it, or of what it built on. */
  let_go: boolean
}

export interface ConflictRow {
  id: string
  record_id: string
  kind: string
  fields: Readonly<Record<string, [unknown, unknown, unknown]>>
  actor_id: string
  at: string
  resolved_by: string | null
}

/** An unfinished capture, autosaved and parked; it never leaves the tablet. */
export interface DraftRow {
  id: string
  actor_id: string
  kind: string
  values: Readonly<Record<string, unknown>>
  /** What it goes with: the record it corrects, or the one it was started from. */
  about: Readonly<Record<string, unknown>> | null
  updated_at: string
}

export type FileUse = 'photo' | 'signature'
export type Bytes = Uint8Array<ArrayBuffer>

/** `loose`: no record names it yet · `waiting`: to be sent · `verified`: the server has it and hashed it · `durable`: surely in a backup too, so its bytes are gone from here. */
export type UploadState = 'loose' | 'waiting' | 'verified' | 'durable'

/** What is known of a file of this tablet: where it belongs and how far it has come. */
export interface UploadRow {
  /** `sha256:<hex>` */
  name: string
  use: FileUse
  /** Bytes. */
  size: number
  at: string
  record_id: string | null
  kind: string | null
  state: UploadState
  /** So many bytes the server has acknowledged. */
  offset: number
  /** Why it did not go on last time: a code of the server or of the lane; null when nothing is wrong. */
  trouble: string | null
  /** The epoch in which the server said that it has the file: after a restore it is asked again. */
  epoch: string
  durable_at: string | null
}

export interface BlobRow {
  name: string
  bytes: Bytes
}

/** A small picture of a file, kept when its bytes have left the tablet. */
export interface PreviewRow {
  name: string
  bytes: Bytes
}

/** The engine's own row, read and written by every commit. `version` counts commits: a plan made on an older one is made again. */
export interface Head {
  version: number
  op_seq: number
  epoch: string
  entitlement: string
  reference: string
  contract: string
  durable_through: number
  /** Which of the two generations of server rows is shown; a bootstrap fills the other and flips. */
  generation: 0 | 1
  bootstrap: { cursors: Readonly<Record<string, number>>; rows: number } | null
  cursors: Readonly<Record<string, number>>
  clock_offset: number
  last_contact: string | null
  counts: Readonly<Record<OpState, number>>
  /** Files named by a record that the server has not verified. */
  uploads: number
  records: number
}

export interface Tables {
  base0: RecordRow
  base1: RecordRow
  local: RecordRow
  ops: OpRow
  conflicts: ConflictRow
  drafts: DraftRow
  uploads: UploadRow
  blobs: BlobRow
  previews: PreviewRow
  head: Head
}
export type TableName = keyof Tables

/** `value: null` deletes. The key of `ops` is op_seq, of `head` the word `head`, of a file its name, of everything else the id. */
export type Write = { [T in TableName]: { table: T; key: Key; value: Tables[T] | null } }[TableName]

export type Generation = 'base0' | 'base1'

export interface Page {
  /** Rows before this position (`at`, id), newest first. */
  before?: { at: string; id: string }
  kind?: string
  limit: number
}

/** Durable rows. Every read is of committed state; nothing is ever counted by reading. */
export interface Store {
  get<T extends TableName>(table: T, key: Key): Promise<Tables[T] | undefined>
  getMany<T extends TableName>(table: T, keys: readonly Key[]): Promise<(Tables[T] | undefined)[]>
  /** Small tables only (local, conflicts, drafts): all rows. */
  all<T extends 'local' | 'conflicts' | 'drafts'>(table: T): Promise<Tables[T][]>
  /** A page of server rows of one generation, newest first by (`at`, id). */
  page(table: Generation, page: Page): Promise<RecordRow[]>
  /** Operations in this state, by op_seq, from `after` on. */
  opsIn(state: OpState, after: number, limit: number): Promise<OpRow[]>
  /** The operations of these records, by op_seq: one read, however many records. */
  opsOf(recordIds: readonly string[]): Promise<OpRow[]>
  /** Files in this state, the oldest first. */
  uploadsIn(state: UploadState, limit: number): Promise<UploadRow[]>
  /**
   * All writes or none, on disk before it resolves. `expected` is the head version the plan was made on: when another
   * commit came first it resolves to false and nothing is written (a store without a head is at version 0). Rejects with
   * StoreFailed (quota, abort), nothing written. `emptied` names a generation that is cleared in the same transaction, before
   * the writes: another tab's bootstrap can never be emptied behind its back.
   */
  commit(writes: readonly Write[], expected: number, emptied?: Generation): Promise<boolean>
}

export class StoreFailed extends Error {}

export interface Answer {
  status: number
  /** null when the body was not JSON of ours (a captive portal). */
  body: unknown
  sentAt: number
  receivedAt: number
}

export interface Transport {
  /** Signed with the tablet's key. Rejects with Unreachable when no answer came. `body` is NDJSON for a push. */
  send(method: 'GET' | 'POST', target: string, body?: string): Promise<Answer>
}

export class Unreachable extends Error {}

export interface FileRequest {
  method: 'GET' | 'POST' | 'PATCH'
  target: string
  headers: Readonly<Record<string, string>>
  body?: Bytes
}

export interface FileAnswer {
  status: number
  /** By names in lower case. */
  headers: Readonly<Record<string, string>>
  /** null when it was not JSON. */
  body: unknown
}

export interface FileTransport {
  /** Signed with the tablet's key. Rejects with Unreachable when no answer came. */
  sendFile(request: FileRequest): Promise<FileAnswer>
}

/** What the engine reads of a kind's definition; the contract's kinds have this shape. */
export interface Definition extends KindMeta {
  code: string
  /** `quotes` is `field.key`: what the record named by `field` says in `key`, as it was read (quoted.ts). */
  fields: readonly (FieldMeta & { quotes?: string | null })[]
  capture_roles: readonly string[]
  /** Fields that merge together or not at all. */
  groups: Readonly<Record<string, readonly string[]>>
  /** `kind.verb@version`: the newest version of a verb is the one written. */
  operations: readonly string[]
  /** What is captured of it stays a box, which only a department opens. */
  sealed?: boolean
  /** What follows from records that it names (sync/linked.ts); the argument `of` is the field that names one. */
  derived?: readonly { field: string; rule: string; arguments: Readonly<Record<string, string>> }[]
}

export interface Host {
  store: Store
  transport: Transport
  files: FileTransport
  /** Bytes of a file that go in one request, when fewer than the protocol allows. */
  partBytes?: number
  /** Milliseconds since 1970 by the tablet's own clock. */
  now(): number
  uuid7(at: number): string
  /** Hex, of the text's UTF-8 bytes. */
  sha256(text: string): Promise<string>
  /** The definition of a kind; undefined for one this app does not know yet. */
  kind(code: string): Definition | undefined
  /** What opens by itself when a record changes so, on this tablet; absent: nothing does. */
  started?(before: RecordRow | null, after: RecordRow): readonly { kind: string; values: Values }[]
  /** What the day of an event at this moment means; absent: nothing is worked out from other records. */
  occasion?(at: string): Occasion
  appVersion: string
  deviceId: string
}
