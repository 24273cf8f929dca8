// What a hazard's panel says.
import { texts } from '@/i18n'

const zh = {
  stages: '整改进度',
  before: '整改前',
  after: '整改后',
  no_picture: '没有照片',
  due: '整改期限 {day}',
  overdue: '已超期 {n} 天',
  left: '还有 {n} 天',
  today: '今天到期',
  other: '整改人：{name}。复查须由另一人进行。',
  basis: '依据：{basis}',
  term: '按级别须在 {n} 天内整改，期限已填好，可改。',
  major: '重大隐患：先控制现场、采取临时措施，立即上报安全部。',
  supervised: '到期未销号，已挂牌督办。',
}
const en: Record<keyof typeof zh, string> = {
  stages: 'How far it is',
  before: 'Before',
  after: 'After',
  no_picture: 'No picture',
  due: 'To be removed by {day}',
  overdue: '{n} days overdue',
  left: '{n} days left',
  today: 'due today',
  other: 'Removed by {name}. Somebody else checks it.',
  basis: 'basis: {basis}',
  term: 'Of this severity it is removed within {n} days; the day is filled in and can be changed.',
  major: 'A major hazard: secure the place first, then report it to security at once.',
  supervised: 'Not closed out in time: under supervision.',
}
export const t = texts(zh, en)
