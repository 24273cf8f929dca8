// What the device board of the desk says.
import { texts } from '@/i18n'

const zh = {
  patrols: '今日三次巡查',
  no_patrols: '今天没有排出巡查',
  patrol_due: '{time} 前完成',
  patrol_late: '已超时 {span}',
  patrol_done: '已完成',
  device: '设备',
  state: '状态',
  faults: '未结报修',
  no_faults: '无',
  down: '当前停用',
  month_down: '本月停用',
  month_faults: '本月报修',
  recurred: '复发 {n}',
  recurred_open: '复发',
  empty: '还没有登记自助设备',
  not_down: '—',
  of_state: '{n} 台',
  read_at: '{time} 更新',
}

const en: typeof zh = {
  patrols: "Today's three patrols",
  no_patrols: 'No patrol is planned for today',
  patrol_due: 'Due by {time}',
  patrol_late: '{span} late',
  patrol_done: 'Done',
  device: 'Device',
  state: 'State',
  faults: 'Open faults',
  no_faults: 'None',
  down: 'Down for',
  month_down: 'Down this month',
  month_faults: 'Faults this month',
  recurred: '{n} came back',
  recurred_open: 'Came back',
  empty: 'No self-service device is registered yet',
  not_down: '—',
  of_state: '{n}',
  read_at: 'Read at {time}',
}

export const t = texts(zh, en)
