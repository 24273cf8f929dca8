// What a plan and its measures say.
import { texts } from '@/i18n'

const zh = {
  stages: '审批与执行',
  goals: '目标与指标',
  metric: '指标',
  now: '目前',
  target: '目标',
  before: '改进前',
  after: '改进后',
  measures: '改进措施',
  none: '还没有措施，请逐条加入。',
  due: '{day} 前',
  late: '逾期 {n} 天',
  counts: '{n} 项完成',
  ranks: '意见分布',
  rank_count: '{n} 条',
  sample: '样本 {n} 份',
}
const en: Record<keyof typeof zh, string> = {
  stages: 'Approval and course',
  goals: 'Goals',
  metric: 'metric',
  now: 'now',
  target: 'target',
  before: 'before',
  after: 'after',
  measures: 'Measures',
  none: 'No measure yet; add them one by one.',
  due: 'by {day}',
  late: '{n} days late',
  counts: '{n} done',
  ranks: 'What the opinions are about',
  rank_count: '{n}',
  sample: 'sample of {n}',
}
export const t = texts(zh, en)
