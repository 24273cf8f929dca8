// What the hand-over's screens say.
import { texts } from '@/i18n'

const zh = {
  note: '未办结事项已自动带出。核对后补上钥匙、物品和提醒，交班人签名；接班人另行签名。',
  tickets: '未结工单',
  due: '投诉与隐患',
  devices: '设备异常',
  follow_ups: '待跟进',
  keys: '钥匙与物品',
  take_over: '接班',
  take_over_note: '逐项核对后签名。与所交不符的，写在“核对出入”。',
  taken: '已接班',
  yours: '交班人不能自己接班，请接班人用自己的账户登录后签名。',
  confirm_by: '请在 {time} 前接班',
}
const en: Record<keyof typeof zh, string> = {
  note: 'Open work is filled in. Check it, add keys, things and notes, and sign; who takes over signs too.',
  tickets: 'Open tickets',
  due: 'Complaints, hazards',
  devices: 'Devices not in order',
  follow_ups: 'To follow up',
  keys: 'Keys and things',
  take_over: 'Take over',
  take_over_note: 'Check everything, then sign. Say below what is not as stated.',
  taken: 'Taken over',
  yours: 'Who handed over cannot take over: the next shift signs in and signs here.',
  confirm_by: 'To be taken over by {time}',
}
export const t = texts(zh, en)
