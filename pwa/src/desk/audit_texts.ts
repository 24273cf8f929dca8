// What the audit log records, in words, and the sentences of its page.
import { language, texts } from '@/i18n'

const ZH = {
  action: '操作',
  person: '人员',
  anybody: '全部人员',
  bank: '全行',
  at: '时间',
  subject: '对象',
  details: '内容',
  chain: '校验值',
  system: '系统',
  empty: '没有符合条件的记录。',
  prove: '校验日志链',
  proving: '正在校验…',
  proof_good: '校验通过：{n} 条记录首尾相连，未被改动。',
  proof_bad: '第 {seq} 条起校验不通过（{why}）。请立即报告系统管理员和审计部门，并保留现场数据。',
  changed: '内容被改动',
  does_not_follow: '与上一条不衔接',
  missing: '缺失',
  cut_off: '末尾被截断',
  beyond_head: '超出链尾',
  help: '审计人员的每次查看也记入日志。日志只增不改，每条含上一条的校验值。',
}

const EN: Record<keyof typeof ZH, string> = {
  action: 'What was done',
  person: 'Person',
  anybody: 'Everybody',
  bank: 'The bank',
  at: 'When',
  subject: 'What about',
  details: 'Details',
  chain: 'Check value',
  system: 'System',
  empty: 'No entry matches.',
  prove: 'Verify the chain',
  proving: 'Verifying…',
  proof_good: 'It holds: {n} entries follow one another and none was changed.',
  proof_bad:
    'It does not hold from entry {seq} on ({why}). Tell the administrator and audit at once, and keep the data.',
  changed: 'changed',
  does_not_follow: 'does not follow the one before',
  missing: 'missing',
  cut_off: 'the end is cut off',
  beyond_head: 'goes beyond its end',
  help: 'What an auditor looks at is recorded too. Nothing is ever changed here: each entry holds the check value of the one before.',
}

export const u = texts(ZH, EN)

const ACTIONS: Readonly<Record<string, readonly [string, string]>> = {
  'operations.decided': ['记录变更', 'Records changed'],
  'record.read': ['查看受限记录', 'Restricted record read'],
  'record.unmasked': ['查看全文', 'Value shown in full'],
  'record.judged': ['审批', 'Approval decided'],
  'file.read': ['查看附件', 'File read'],
  'list.exported': ['导出列表', 'List exported'],
  'document.requested': ['申请出具文件', 'Document requested'],
  'document.issued': ['出具文件', 'Document issued'],
  'document.reissued': ['重新出具文件', 'Document issued again'],
  'document.retried': ['重试出具文件', 'Document retried'],
  'document.drafted': ['出具草稿', 'Draft made'],
  'document.voided': ['作废文件', 'Document made void'],
  'document.archived': ['打包下载文件', 'Documents archived'],
  'document.downloaded': ['下载文件', 'Document downloaded'],
  'document.previewed': ['预览文件', 'Document previewed'],
  'document.printed': ['打印文件', 'Document printed'],
  'auditor.read': ['审计查看', 'Read by an auditor'],
  'kpi.locked': ['锁定绩效期间', 'KPI period locked'],
  'kpi.restated': ['重述绩效', 'KPIs restated'],
  'day.closed': ['日结', 'Day closed'],
  'day.reopened': ['重新打开日结', 'Day opened again'],
  'session.opened': ['登录', 'Signed in'],
  'session.closed': ['退出登录', 'Signed out'],
  'session.refused': ['登录失败', 'Sign-in refused'],
  'session.role_changed': ['切换角色', 'Role changed'],
  'grant.issued': ['签发离线授权', 'Grant issued'],
  'user.created': ['创建账号', 'Account created'],
  'user.changed': ['修改账号', 'Account changed'],
  'user.password_given': ['重置密码', 'Password reset'],
  'user.password_set': ['本人设置密码', 'Own password set'],
  'branch.opened': ['开设网点', 'Branch opened'],
  'branch.renamed': ['网点改名', 'Branch renamed'],
  'enrolment_code.created': ['生成平板登记码', 'Enrolment code made'],
  'device.enrolled': ['登记平板', 'Tablet enrolled'],
  'device.revoked': ['停用平板', 'Tablet revoked'],
  'device.quarantined': ['隔离平板', 'Tablet quarantined'],
  'device.active': ['解除隔离平板', 'Tablet released'],
  'reference.saved': ['保存资料草稿', 'Reference draft saved'],
  'reference.published': ['发布资料', 'Reference published'],
  'reference.withdrawn': ['撤回资料草稿', 'Reference draft withdrawn'],
  'screening_list.imported': ['导入筛查名单', 'Screening list imported'],
  'screening.hits_read': ['查看名单命中', 'Screening hits read'],
  'epoch.begun': ['恢复数据库', 'Database restored'],
}

const chosen = (names: readonly [string, string]) => names[language.value === 'en' ? 1 : 0]

/** An action nobody named here keeps its code: the log must hide nothing. */
export const actionName = (code: string): string => (ACTIONS[code] ? chosen(ACTIONS[code]) : code)

export const actionChoices = (): { value: string; label: string }[] =>
  Object.keys(ACTIONS).map((value) => ({ value, label: actionName(value) }))
