// What the survey's own screens say.
import { texts } from '@/i18n'

const zh = {
  invite_title: '邀请客户评价',
  invite_text: '请把平板交给客户或让客户扫码，然后退后一步。每项服务只计一份。',
  invite_campaign: '请把平板交给客户或让客户扫码，然后退后一步。客户自愿填写，不代填；每人一份。',
  by_tablet: '交给客户填写',
  by_tablet_note: '锁定为客户页面，收回须输入 PIN',
  by_phone: '客户扫码填写',
  by_phone_note: '客户用自己的手机，答案自动回到这里',
  other_ways: '其他方式',
  other_text: '登记后在记录页补录答案；员工代录会保存，但不计入满意度。',
  register_as: '登记：{way}',
  qr_label: '评价二维码',
  qr_ready: '请客户用手机扫码。{time} 前有效，只能答一次。',
  qr_unsent: '邀请还没有传到银行：平板联网后二维码才能打开，请勿让客户久等，可改为交给客户填写。',
  larger: '放大',
}

const en: typeof zh = {
  invite_title: 'Invite the customer',
  invite_text: 'Hand over the tablet or show the code, then step back. One response counts for each service.',
  invite_campaign:
    'Hand over the tablet or show the code, then step back. Whoever wants to answers, once, for themselves.',
  by_tablet: 'Hand over the tablet',
  by_tablet_note: 'Locked to the customer’s pages; your PIN takes it back',
  by_phone: 'Show a QR code',
  by_phone_note: 'On their own phone; the answers come back here',
  other_ways: 'Other ways',
  other_text: 'Fill in the answers on the record afterwards. What staff type is kept but does not count.',
  register_as: 'Register: {way}',
  qr_label: 'QR code of the survey',
  qr_ready: 'Have the customer scan it. Valid until {time}, for one response.',
  qr_unsent:
    'The invitation has not reached the bank: the code opens once the tablet is online. Handing over the tablet works now.',
  larger: 'Enlarge',
}

export const t = texts(zh, en)
