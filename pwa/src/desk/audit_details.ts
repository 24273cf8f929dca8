// What an entry of the audit log holds, in words: a name for each key that actions write, and for the codes among their values.
// A key or code nobody named here keeps what the log has: it must hide nothing.
import { contract, departmentOf, roleOf } from '@/contract'
import { language, said } from '@/i18n'
import { voidCauses } from './documents'

type Words = readonly [zh: string, en: string]
export type Details = Readonly<Record<string, unknown>>

const KEYS: Readonly<Record<string, Words>> = {
  verdicts: ['结果', 'Outcome'],
  operations: ['操作号', 'Operations'],
  code: ['文件种类', 'Kind of document'],
  serial: ['文件编号', 'Serial'],
  sha256: ['文件校验值', 'Checksum'],
  state: ['状态', 'State'],
  copy: ['第几份', 'Copy'],
  reason: ['原因', 'Reason'],
  replaces: ['代替', 'Replaces'],
  cause: ['作废原因', 'Cause'],
  period: ['期间', 'Period'],
  version: ['版本', 'Version'],
  kpis: ['指标', 'KPIs'],
  day: ['日期', 'Day'],
  lacking: ['未完成', 'Incomplete'],
  roles: ['角色', 'Roles'],
  role: ['角色', 'Role'],
  department: ['部门', 'Department'],
  department_id: ['部门', 'Department'],
  branch_id: ['网点', 'Branch'],
  language: ['语言', 'Language'],
  active: ['在用', 'In use'],
  name: ['姓名', 'Name'],
  password: ['密码', 'Password'],
  device: ['平板', 'Tablet'],
  grant: ['授权号', 'Grant'],
  no: ['编号', 'Number'],
  number: ['期号', 'Edition'],
  set: ['资料', 'Reference set'],
  for_branch: ['仅本网点', 'For the branch only'],
  entries: ['条目数', 'Entries'],
  count: ['条数', 'Count'],
  from: ['起', 'From'],
  to: ['止', 'To'],
  verb: ['意见', 'Decision'],
  hash: ['内容校验值', 'Check value'],
  field: ['字段', 'Field'],
  unmasking: ['查看号', 'Reading'],
  filters: ['筛选项', 'Filters'],
  words: ['按文字查找', 'By words'],
  format: ['格式', 'Format'],
  kind: ['记录种类', 'Kind of record'],
  status: ['状态', 'Status'],
}

/** By the key under which they stand: one code means different things in different places. */
const VALUES: Readonly<Record<string, Readonly<Record<string, Words>>>> = {
  verdicts: {
    applied: ['记入', 'entered'],
    merged: ['合并记入', 'merged'],
    conflict: ['与他人改动不一致', 'in conflict'],
    rejected: ['未接受', 'refused'],
    deferred: ['等待相关内容', 'deferred'],
  },
  state: {
    active: ['在用', 'in use'],
    quarantined: ['隔离', 'quarantined'],
    revoked: ['停用', 'revoked'],
    issued: ['已出具', 'issued'],
    superseded: ['已替代', 'superseded'],
    voided: ['已作废', 'void'],
    waiting: ['待出具', 'waiting'],
    failed: ['未能出具', 'failed'],
  },
  filters: {
    action: ['操作', 'action'],
    actor_id: ['人员', 'person'],
    before: ['翻页', 'page'],
    cursor: ['翻页', 'page'],
    from: ['起', 'from'],
    kind: ['种类', 'kind'],
    limit: ['条数', 'count'],
    period: ['期间', 'period'],
    q: ['文字', 'words'],
    status: ['状态', 'status'],
    to: ['止', 'to'],
    watch: ['盯办事项', 'watched'],
  },
  language: { zh: ['中文', 'Chinese'], en: ['英文', 'English'] },
  password: { changed: ['已更改', 'changed'] },
  name: { changed: ['已更改', 'changed'] },
}

/** The two ends of a change: what stands under the key of an account, or the entry itself where it only moved from state to state. */
const MOVES: Readonly<Record<string, string>> = { 'session.role_changed': 'role' }
const STATES = /^device\./

/** Nobody reads more than its beginning: the cell keeps the whole as its title, the export as its text. */
const CHECKSUM = /^[0-9a-f]{64}$/

const SUBJECTS: Readonly<Record<string, Words>> = {
  record: ['记录', 'Record'],
  document: ['文件', 'Document'],
  draft: ['草稿', 'Draft'],
  user: ['用户', 'User'],
  device: ['平板', 'Tablet'],
  branch: ['网点', 'Branch'],
  reference: ['资料', 'Reference'],
  list: ['列表', 'List'],
  route: ['页面', 'Page'],
  day: ['日结', 'Day'],
  kpi: ['绩效期间', 'KPI period'],
  epoch: ['数据库纪元', 'Epoch'],
}

const chosen = (words: Words): string => words[language.value === 'en' ? 1 : 0]
const named = (words: Readonly<Record<string, Words>>, code: string): string => {
  const found = Object.hasOwn(words, code) ? words[code] : undefined
  return found ? chosen(found) : code
}

/** What an entry is about, its sort in words; the id stays whole. */
export function subjectText(subject: string): string {
  const [, sort = '', id = ''] = /^([a-z_]+):(.*)$/s.exec(subject) ?? []
  return sort === '' ? subject : `${named(SUBJECTS, sort)} ${id}`
}

/** What an entry holds in one line; what is empty says nothing. */
export function detailText(details: Details, action = ''): string {
  const moved = moveOf(details, action)
  if (moved) return moved
  const filled = Object.entries(details).filter(([, value]) => !isEmpty(value))
  return filled.map(([key, value]) => `${named(KEYS, key)}${chosen(['：', ': '])}${valueText(key, value)}`).join(' · ')
}

function moveOf(details: Details, action: string): string | null {
  const key = STATES.test(action) ? 'state' : MOVES[action]
  return key && isMove(details) ? moveText(key, details) : null
}

function valueText(key: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((each) => valueText(key, each)).join(chosen(['、', ', ']))
  if (isMove(value)) return moveText(key, value)
  if (typeof value === 'object' && value !== null) return countsText(key, value as Details)
  if (typeof value === 'boolean') return chosen(value ? ['是', 'yes'] : ['否', 'no'])
  if (value === null || value === undefined) return '—'
  return codeText(key, String(value))
}

function codeText(key: string, code: string): string {
  if (key === 'role' || key === 'roles') return said(roleOf(code))
  if (key === 'department') return said(departmentOf(code) ?? { zh: code, en: code })
  if (key === 'kpis') return code.toUpperCase()
  if (key === 'cause') return voidCauses().find((each) => each.value === code)?.label ?? code
  if (key === 'verb') return stepText(code)
  if (key === 'kind') return said(contract.kinds.find((kind) => kind.code === code) ?? { zh: code, en: code })
  return CHECKSUM.test(code) ? `${code.slice(0, 12)}…` : named(VALUES[key] ?? {}, code)
}

/** A decision by the name of its step; the entry does not say of what kind its record is, so every name the step has. */
function stepText(code: string): string {
  const steps = contract.kinds.flatMap((kind) => kind.life_cycle.commands).filter((step) => step.bound)
  return [...new Set(steps.filter((step) => step.code === code).map(said))].join(chosen([' 或 ', ' or '])) || code
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
const isMove = (value: unknown): value is { from: unknown; to: unknown } =>
  typeof value === 'object' && value !== null && Object.keys(value).sort().join() === 'from,to'
const moveText = (key: string, { from, to }: { from?: unknown; to?: unknown }): string =>
  `${valueText(key, from)} → ${valueText(key, to)}`
const countsText = (key: string, counts: Details): string =>
  Object.entries(counts)
    .map(([code, count]) => `${codeText(key, code)} ${valueText('', count)}`)
    .join(chosen(['，', ', ']))
