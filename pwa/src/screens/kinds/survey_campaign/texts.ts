// What the campaign's own panel says.
import { texts } from '@/i18n'

const zh = {
  title: '回收进度',
  planned: '计划 {n} 份',
  returned: '已收回 {n} 份',
  issued: '已发放 {n} 份',
  on_tablet: '平板填写 {n}',
  by_code: '扫码填写 {n}',
  ask: '请客户填问卷',
  help: '把平板交给客户，或让客户扫上面的二维码；交还后可接着请下一位。纸质问卷的份数在结束收集时登记。',
  not_begun: '活动开始收集后，才能请客户填写。',
}
const en: Record<keyof typeof zh, string> = {
  title: 'Returned so far',
  planned: '{n} planned',
  returned: '{n} returned',
  issued: '{n} handed out',
  on_tablet: '{n} on the tablet',
  by_code: '{n} by QR code',
  ask: 'Ask a customer',
  help: 'Hand over the tablet, or have the code above scanned; then ask the next one. Papers are counted when the campaign ends.',
  not_begun: 'Customers can answer once the campaign has begun.',
}
export const t = texts(zh, en)
