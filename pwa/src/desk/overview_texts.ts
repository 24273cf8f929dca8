// The sentences of the overview of a branch, and of all branches.
import { texts } from '@/i18n'

const ZH = {
  decide: '待我处理',
  open: '盯办事项',
  today: '今日',
  beside: '平板与文件',
  nothing_to_decide: '没有等您处理的事项。',
  late: '逾期 {n}',
  overdue_list: '逾期最久',
  overdue_none: '没有逾期事项。',
  all_overdue: '全部 {n} 件',
  tablets_behind: '待同步的平板',
  tablets_none: '平板都已同步。',
  waits: '未上传 {n} 条',
  silent: '最近联系 {ago}',
  never: '从未联系',
  branches: '各网点',
  branch: '网点',
  read_at: '{time} 读取',
  open_branch: '查看{name}',
}

const EN: Record<keyof typeof ZH, string> = {
  decide: 'For you to decide',
  open: 'To be watched',
  today: 'Today',
  beside: 'Tablets and documents',
  nothing_to_decide: 'Nothing waits for you.',
  late: '{n} overdue',
  overdue_list: 'Overdue the longest',
  overdue_none: 'Nothing is overdue.',
  all_overdue: 'All {n}',
  tablets_behind: 'Tablets behind',
  tablets_none: 'Every tablet is in step.',
  waits: '{n} not sent',
  silent: 'Heard {ago}',
  never: 'Never heard',
  branches: 'All branches',
  branch: 'Branch',
  read_at: 'Read at {time}',
  open_branch: 'Show {name}',
}

export const o = texts(ZH, EN)
