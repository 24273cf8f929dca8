// Decisions on what was submitted for approval: which steps they are, and what the server says of them.
import { texts } from '@/i18n'
import type { Command, Kind } from '@/contract'

export interface Judgement {
  verb: string
  by_name: string
  role: string
  at: string
  rev: number
  hash: string
  approves: boolean
  stale: boolean
}

export interface ContentChange {
  record_id: string | null
  kind: string
  no: string | null
  field: string
  before: unknown
  after: unknown
}

export interface Part {
  id: string
  kind: string
  no: string | null
  fields: Readonly<Record<string, unknown>>
}

export interface ApprovalRead {
  hash: string
  parts: readonly Part[]
  since: Judgement | null
  changes: readonly ContentChange[]
  judgements: readonly Judgement[]
}

/** Whether a step decides on somebody else's submission: it goes by the panel where the content is read. */
export function isJudgement(kind: Kind, command: Command): boolean {
  return kind.approval !== null && command.not_author === true
}

const zh = {
  title: '审批',
  judged: '审批记录',
  none_yet: '尚无审批记录。',
  stale: '内容已变更，不再有效',
  approved: '同意',
  returned: '退回',
  changed: '自上次审批（{who}，{at}）以来的变更',
  unchanged: '自上次审批以来内容没有变更。',
  first: '首次送审，请阅读全文。',
  what: '项目',
  before: '原内容',
  after: '现内容',
  parts: '随附{kind}（{n} 项）',
  bound: '审批与所读内容绑定，校验码 {hash}。内容若再变更，本次审批自动失效并重新送审。',
  password: '再次输入登录密码',
  password_needed: '请输入登录密码，确认由您本人审批。',
  password_help: '审批等同签字，须由本人确认。',
}
const en: Record<keyof typeof zh, string> = {
  title: 'Approval',
  judged: 'Decisions',
  none_yet: 'Nobody has decided yet.',
  stale: 'The content changed; no longer valid',
  approved: 'Agreed',
  returned: 'Returned',
  changed: 'Changed since the last decision ({who}, {at})',
  unchanged: 'Nothing changed since the last decision.',
  first: 'Submitted for the first time: read it in full.',
  what: 'What',
  before: 'Before',
  after: 'Now',
  parts: '{kind} ({n})',
  bound:
    'Bound to what was read, check code {hash}. If the content changes again, the approval ends and is asked for anew.',
  password: 'Your password, again',
  password_needed: 'Type your password: it is you who approves.',
  password_help: 'To approve is to sign; it must be you.',
}
export const t = texts(zh, en)
