// What the viewer of documents says.
import { texts } from '@/i18n'

const zh = {
  viewer: '文件预览 {title}',
  tools: '预览工具',
  page: '页码',
  of_pages: '/ {pages}',
  page_of: '第 {number} 页，共 {pages} 页',
  before: '上一页',
  after: '下一页',
  smaller: '缩小',
  larger: '放大',
  fit: '适合宽度',
  percent: '{percent}%',
  wait: '正在打开文件…',
  broken: '文件不能在此显示，请下载后查看。',
  preparing: '正在准备打印…',
}
const en: Record<keyof typeof zh, string> = {
  viewer: 'Preview of {title}',
  tools: 'Preview tools',
  page: 'Page',
  of_pages: '/ {pages}',
  page_of: 'Page {number} of {pages}',
  before: 'Previous page',
  after: 'Next page',
  smaller: 'Smaller',
  larger: 'Larger',
  fit: 'Fit width',
  percent: '{percent} %',
  wait: 'Opening the document…',
  broken: 'The document cannot be shown here; download it to look at it.',
  preparing: 'Preparing to print…',
}
export const t = texts(zh, en)
