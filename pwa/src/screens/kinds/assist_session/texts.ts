// What the screens of a help session say.
import { texts } from '@/i18n'

const zh = {
  which: '哪台设备',
  scan: '扫机身标签',
  change: '换一台',
  unknown: '本机没有这台设备的记录，请从列表选择或联网同步。',
  not_label: '这个码不是设备标签。',
  demonstrate: '登记并打开演示',
  no_guide: '这类设备没有对应的操作步骤，请口头辅导。',
  demo: '演示模式',
  demo_open: '打开演示',
  step: '第 {n} 步，共 {of} 步',
  alone: '客户本人操作，请站一米线外',
  previous: '上一步',
  next: '下一步',
  finished: '结束演示',
  how_ended: '结果怎样？',
  how_ended_text: '点选即结束辅导，同时确认：全程由客户本人操作。',
  next_title: '接着做',
  report: '报修',
}

const en: typeof zh = {
  which: 'Which device',
  scan: 'Scan its label',
  change: 'Another one',
  unknown: 'This tablet does not know the device; pick it from the list, or sync.',
  not_label: 'This is no label of a device.',
  demonstrate: 'Register and demonstrate',
  no_guide: 'There are no steps for this kind of device; explain it in words.',
  demo: 'Demonstration',
  demo_open: 'Open the demonstration',
  step: 'Step {n} of {of}',
  alone: 'The customer alone; stand behind the line',
  previous: 'Back',
  next: 'Next',
  finished: 'End the demonstration',
  how_ended: 'How did it end?',
  how_ended_text: 'One tap ends the session and confirms that the customer did it all themselves.',
  next_title: 'Next',
  report: 'Report it',
}

export const t = texts(zh, en)
