// The sentences of a department's load and turnaround.
import { texts } from '@/i18n'

const ZH = {
  open: '待办',
  overdue: '其中逾期',
  this_week: '本周已答复',
  turnaround: '本周答复用时（中位数）',
  none: '本周还没有答复',
  weeks: '按周工作量',
  week: '周（起）',
  received: '收到',
  answered: '答复',
  late: '逾期答复',
  minutes: '用时中位数',
  help: '用时按提单网点的营业时间计，自银行收到起，至答复或转出止；撤回的不计。',
  hours_text: '{h} 小时 {m} 分',
  minutes_text: '{m} 分',
  chart: '近 {n} 周收到与答复的件数，数据见下表。',
  templates: '维护回复模板',
}

const EN: Record<keyof typeof ZH, string> = {
  open: 'To do',
  overdue: 'of them overdue',
  this_week: 'Answered this week',
  turnaround: 'Time to answer this week (median)',
  none: 'Nothing answered this week yet',
  weeks: 'Load by week',
  week: 'Week from',
  received: 'Received',
  answered: 'Answered',
  late: 'Answered late',
  minutes: 'Median time',
  help: 'In working time, from when the bank had it until it was answered or passed on; what was taken back does not count.',
  hours_text: '{h} h {m} min',
  minutes_text: '{m} min',
  chart: 'What was received and answered in the last {n} weeks; the table below has the figures.',
  templates: 'Reply templates',
}

export const l = texts(ZH, EN)

/** Minutes of work as people say them. */
export function worked(minutes: number | null): string {
  if (minutes === null) return '—'
  const [h, m] = [Math.floor(minutes / 60), minutes % 60]
  return h > 0 ? l('hours_text', { h, m }) : l('minutes_text', { m })
}
