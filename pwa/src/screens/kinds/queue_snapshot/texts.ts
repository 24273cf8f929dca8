// What the queue's card says.
import { texts } from '@/i18n'

const zh = {
  title: '排队',
  last: '上次 {time}',
  never: '今天还没有记',
  waiting: '等候人数',
  waiting_fewer: '少一位等候',
  waiting_another: '多一位等候',
  windows: '开窗数',
  windows_fewer: '少开一个窗口',
  windows_another: '多开一个窗口',
  estimate: '预计等 {n} 分钟',
  longest: '最长已等 {n} 分钟',
  watched: '等候偏长：可增窗，或请能自助办理的客户分流；老年客户由其自愿。',
  too_long: '等候过久：请增窗、安抚，或请能自助办理的客户分流；老年客户由其自愿。',
  measure: '已采取措施',
  capture: '记一次排队',
  capture_due: '该记一次排队了',
  captured: '已记排队 {time}',
}
const en: Record<keyof typeof zh, string> = {
  title: 'Queue',
  last: 'last {time}',
  never: 'not yet today',
  waiting: 'Waiting',
  waiting_fewer: 'One fewer waiting',
  waiting_another: 'One more waiting',
  windows: 'Windows open',
  windows_fewer: 'One window fewer',
  windows_another: 'One window more',
  estimate: 'about {n} min to wait',
  longest: 'longest so far {n} min',
  watched: 'Waits are getting long: open a window, or ask those who can to use a device; the elderly choose freely.',
  too_long:
    'Waits are too long: open a window, comfort, or ask those who can to use a device; the elderly choose freely.',
  measure: 'What was done',
  capture: 'Note the queue',
  capture_due: 'Time to note the queue',
  captured: 'Queue noted {time}',
}
export const t = texts(zh, en)
