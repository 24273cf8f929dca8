// What the desk says of faults and of the devices that have them.
import { texts } from '@/i18n'

const zh = {
  down: '已停用',
  was_down: '停用时长',
  recurred: '观察期内复发',
  open: '未结报修 {n}',
  none: '无未结报修',
}

const en: typeof zh = {
  down: 'Down for',
  was_down: 'Was down for',
  recurred: 'Came back within the time it is watched',
  open: '{n} open faults',
  none: 'No open faults',
}

export const t = texts(zh, en)
