// What stands with every first word of the credit department about a loan.
import { texts } from '@/i18n'

const zh = { no_promise: '初步意见，不构成审批承诺。' }
const en: Record<keyof typeof zh, string> = { no_promise: 'A first opinion; no promise of approval.' }
export const t = texts(zh, en)
