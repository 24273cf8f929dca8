// What the draft of a document says.
import { texts } from '@/i18n'

const zh = {
  draft: '草稿预览',
  draft_of: '{name} 草稿',
  watermark: '草稿 未生效',
  at_issue: '出具时生成',
  none: '无',
  made: '{branch} · 草稿生成 {time}',
  warning: '草稿未生效：没有单据编号、签章和核验码，不能交客户作凭证。正式文件由银行收到记录后出具。',
  sign: '签名：',
  print: '打印草稿',
  back: '返回记录',
  missing: '这条记录没有可预览的文件',
}

const en: Record<keyof typeof zh, string> = {
  draft: 'Preview the draft',
  draft_of: 'Draft: {name}',
  watermark: '草稿 未生效',
  at_issue: 'made at issue',
  none: 'none',
  made: '{branch} · draft made {time}',
  warning:
    'A draft is not valid: it has no serial, seal or verification code, and is no proof for a customer. The document itself is issued once the bank has the record.',
  sign: 'Signature:',
  print: 'Print the draft',
  back: 'Back to the record',
  missing: 'This record has no document to preview',
}

export const t = texts(zh, en)
