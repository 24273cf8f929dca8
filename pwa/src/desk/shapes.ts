// What the server answers to the desk, as far as the desk reads it (the API document describes all of it).
import type { Span } from './documents'

export interface DeskPerson {
  id: string
  name: string
  username: string
  roles: readonly string[]
  active_role: string
  permissions: readonly string[]
  branch_id: string
  branch_name: string
  branch_no: string
  department: string | null
  language: 'zh' | 'en'
  /** Nothing opens before the person has set a password of their own. */
  password_initial?: boolean
}

export interface SessionAnswer {
  user: DeskPerson
  csrf_token: string
  expires_at: string
}

/** One page of a keyset list; `next` is the cursor of the page after it. */
export interface Page<T> {
  items: T[]
  next: string | null
}

export interface DocumentMark {
  code: string
  state: string
  serial: string | null
}

export interface RecordItem {
  id: string
  kind: string
  rev: number
  no: string | null
  status: string
  values: Readonly<Record<string, unknown>>
  at: string
  created_by: string
  created_by_name: string
  device_id: string
  captured_offline: boolean
  doubtful: boolean
  updated_at: string
  void_reason: string | null
  documents: readonly DocumentMark[]
}

export interface HistoryEntry {
  at: string
  by: string
  by_name: string
  verb: string
  from_status: string | null
  to_status: string | null
  fields: readonly string[]
  reason: string | null
  verdict: string
}

export interface RecordDetail extends RecordItem {
  commands: readonly string[]
  /** What names this record, newest first. */
  linked: readonly RecordItem[]
  history: readonly HistoryEntry[]
}

/** A ticket of one's department with its clock; `open` while the department has a step to take. */
export interface InboxItem extends RecordItem {
  open: boolean
  due_at: string | null
  overdue: boolean
  minutes_left: number | null
}

export interface InboxAnswer extends Page<InboxItem> {
  server_time: string
  department: { code: string; zh: string; en: string }
  counts: { open: number; overdue: number }
}

export interface DocumentItem {
  id: string
  branch_id: string
  code: string
  title: string
  state: string
  serial: string | null
  version: number
  reason: string | null
  reason_text?: string | null
  /** What a person wrote about why it is void or made again. */
  note: string | null
  record_id: string | null
  record_no: string | null
  period: string | null
  summary: string
  signers: string
  requested_by_name: string | null
  requested_at: string
  cutoff_at: string | null
  issued_at: string | null
  voided_at: string | null
  voided_by_name: string | null
  size: number | null
  pages: number | null
  /** How often it was downloaded or printed. */
  copies: number
  /** How many files or operations it waits for. */
  awaited: number | null
  keep_until: string | null
  keep_years: number
  keep_basis: string
}

/** One time the file of a document left. */
export interface DocumentCopy {
  number: number
  purpose: 'download' | 'print' | 'archive'
  by_name: string
  at: string
  reason: string | null
}

/** A serial of the register and what it is now. */
export interface SerialItem extends DocumentItem {
  standing: 'issued' | 'superseded' | 'void' | 'reserved'
}

/** A look at the document of a period before it is issued. */
export interface DocumentDraft {
  id: string
  state: 'making' | 'made' | 'failed'
  reason_text: string | null
  pages: number | null
}

export interface DocumentDefinitions {
  items: DocumentDefinition[]
  people: { id: string; name: string }[]
  /** More than one only for who may see several. */
  branches: { id: string; no: string; name: string }[]
}

/** What there is to be made; `spans` are the periods for which it can be asked. */
export interface DocumentDefinition {
  code: string
  title: string
  keep_years: number
  basis: string
  spans: readonly { span: Span; title: string }[]
}

export interface TabletItem {
  id: string
  no: string
  name: string
  branch_id: string
  state: 'active' | 'quarantined' | 'revoked'
  state_reason: string | null
  enrolled_at: string
  last_seen_at: string | null
  app_version: string | null
  /** As the tablet last said itself. */
  unsent: number | null
  drafts: number | null
  behind: boolean
}

export interface EnrolmentCode {
  code: string
  link: string
  qr_svg: string
  branch_id: string
  expires_at: string
}
