// What the form of a lead says.
import { texts } from '@/i18n'

const zh = {
  ask: '先问一句：“同意我行就这项产品与您联系吗？”客户同意才登记；不同意就不登记。',
  register: '客户已同意，登记',
}
const en: Record<keyof typeof zh, string> = {
  ask: 'Ask first: may the bank contact you about this product? Without a yes there is nothing to register.',
  register: 'The customer agreed: register',
}
export const t = texts(zh, en)
