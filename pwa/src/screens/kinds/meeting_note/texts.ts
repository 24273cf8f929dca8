// What the meeting's form says.
import { texts } from '@/i18n'

const zh = {
  note: '议题、异常和通告已按未办结事项备好，上次会议没做完的任务也带过来了。逐项过一遍，写下决定。',
  topic: '{what} {n} 项',
  refused: '退回或冲突',
  late: '逾期未办',
  hazards: '未销号隐患',
  devices: '设备异常',
  due_today: '今天到期',
  arrived_late: '离线补传',
  bulletins: '必读通告',
  tasks: '上次未完任务',
}
export type Text = keyof typeof zh
const en: Record<Text, string> = {
  note: 'Agenda, exceptions and bulletins come from the open work, and what the last meeting left undone. Go through them and note what is decided.',
  topic: '{what}: {n}',
  refused: 'Refused or conflicting',
  late: 'Overdue',
  hazards: 'Hazards open',
  devices: 'Devices not in order',
  due_today: 'Due today',
  arrived_late: 'Arrived late',
  bulletins: 'To be read',
  tasks: 'Tasks left',
}
export const t = texts(zh, en)
