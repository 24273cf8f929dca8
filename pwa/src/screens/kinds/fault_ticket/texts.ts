// What the screens of a fault say.
import { texts } from '@/i18n'

const zh = {
  first: '先这样处理',
  scan: '扫机身标签',
  change: '换一台',
  unknown: '本机没有这台设备的记录，请从列表选择或联网同步。',
  not_label: '这个码不是设备标签。',
  down: '已停用',
  was_down: '停用时长',
  recurred: '同一设备同一故障在观察期内复发，请在验证时重点确认。',
  verify: '技术支持已处理，请到现场验证。',
}

const en: typeof zh = {
  first: 'Do this first',
  scan: 'Scan its label',
  change: 'Another one',
  unknown: 'This tablet does not know the device; pick it from the list, or sync.',
  not_label: 'This is no label of a device.',
  down: 'Down for',
  was_down: 'Was down for',
  recurred: 'The same fault came back within the time it is watched; look closely when you verify.',
  verify: 'Tech support is done; verify it at the device.',
}

export const t = texts(zh, en)
