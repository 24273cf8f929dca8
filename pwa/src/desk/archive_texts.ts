// What taking several documents along says.
import { texts } from '@/i18n'

const zh = {
  start: '批量下载',
  all: '全选（{n}）',
  take: '下载 {n} 份',
  stop: '取消',
  pick: '选择 {title}',
  title: '打包下载 {n} 份文件',
  help: '打包为一个 ZIP，内附目录与校验码。每份文件的下载人、时间与事由都会记入审计日志。',
  action: '打包下载',
}
const en: Record<keyof typeof zh, string> = {
  start: 'Download several',
  all: 'All ({n})',
  take: 'Download {n}',
  stop: 'Cancel',
  pick: 'Pick {title}',
  title: 'Download {n} documents',
  help: 'One ZIP with a list and check codes. Who took each document, when and why is written into the audit log.',
  action: 'Download',
}
export const t = texts(zh, en)
