// What the hints at opinions and complaints say.
import { texts } from '@/i18n'

const zh = {
  suggested: '建议分类',
  because: '内容提到“{words}”',
  take: '采用',
  taken: '已采用',
  alike: '近 {n} 天有相似的意见',
  alike_hint: '同一客户就同一事再次反映，选“重复于”，统计只算一条。',
  duplicate: '重复于',
  is_duplicate: '已选：重复于 {no}',
  not_duplicate: '不是重复',
  look: '查看',
  measures: '建议措施',
}
const en: Record<keyof typeof zh, string> = {
  suggested: 'Suggested category',
  because: 'it says “{words}”',
  take: 'Take it',
  taken: 'taken',
  alike: 'Similar opinions of the last {n} days',
  alike_hint: 'The same customer about the same matter again: choose “Duplicate of”, and only one counts.',
  duplicate: 'Duplicate of',
  is_duplicate: 'Chosen: duplicate of {no}',
  not_duplicate: 'Not a duplicate',
  look: 'Look at it',
  measures: 'Suggested measures',
}
export const t = texts(zh, en)
