// What the page of confirmations says.
import { texts } from '@/i18n'

const zh = {
  count: '{n} 件待确认',
  empty: '没有等待确认的业务。',
  empty_filtered: '没有符合条件的业务。',
  search: '搜索编号、业务、流水号',
  keys: 'J / K 上下 · R 填写 · 回车提交 · Esc 离开输入框',
  just_now: '刚刚登记',
  waited: '{minutes} 分钟前登记',
  waited_long: '{time} 登记',
  none_chosen: '从左侧选一件，或按 J 从最早的一件开始。',
}
const en: Record<keyof typeof zh, string> = {
  count: '{n} to confirm',
  empty: 'Nothing waits to be confirmed.',
  empty_filtered: 'No business fits these filters.',
  search: 'Search number, business, serial number',
  keys: 'J / K up and down · R fill in · Enter submits · Esc leaves the box',
  just_now: 'Registered just now',
  waited: 'Registered {minutes} min ago',
  waited_long: 'Registered {time}',
  none_chosen: 'Choose one on the left, or press J to begin with the oldest.',
}

export const c = texts(zh, en)
