// What taking a list along says.
import { texts } from '@/i18n'

const zh = {
  export: '导出',
  title: '导出当前列表',
  help: '按当前筛选条件导出全部记录（最多 5 万行），个人信息与屏幕上一样屏蔽。导出会记入审计日志。',
  xlsx: '电子表格（XLSX）',
  csv: '文本表格（CSV）',
}
const en: Record<keyof typeof zh, string> = {
  export: 'Export',
  title: 'Export this list',
  help: 'All records of the filters in use (up to 50,000 rows), masked as on the screen. The export is written into the audit log.',
  xlsx: 'Spreadsheet (XLSX)',
  csv: 'Plain table (CSV)',
}
export const t = texts(zh, en)
