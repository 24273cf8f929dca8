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
  code: string
  title: string
  state: string
  serial: string | null
  version: number
  reason: string | null
  reason_text?: string | null
  record_id: string | null
  record_no: string | null
  period: string | null
  summary: string
  requested_at: string
  cutoff_at: string | null
  issued_at: string | null
  size: number | null
  pages: number | null
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
}

export interface EnrolmentCode {
  code: string
  link: string
  qr_svg: string
  branch_id: string
  expires_at: string
}
