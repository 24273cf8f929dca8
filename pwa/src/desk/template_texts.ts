// The sentences of replying by template.
import { texts } from '@/i18n'

const ZH = { template: '回复模板', choose: '选一个模板写入' }

const EN: Record<keyof typeof ZH, string> = { template: 'Template', choose: 'Choose one to begin with' }

export const n = texts(ZH, EN)
