// What a reviewer at the desk is told of a record's way and wording.
import { texts } from '@/i18n'

const zh = { stages: '审批进度', forbidden: '含有禁用语', clean: '未发现禁用语。' }
const en: Record<keyof typeof zh, string> = {
  stages: 'Where it stands',
  forbidden: 'Forbidden words',
  clean: 'No forbidden words found.',
}
export const t = texts(zh, en)
