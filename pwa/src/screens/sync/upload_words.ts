// What is said of photos and signatures on their way.
import type { UploadRow } from '@sync/client/ports.ts'
import { texts } from '@/i18n'

const zh = {
  title: '待上传的照片和签名',
  photo: '照片',
  signature: '签名',
  progress: '已上传 {sent}，共 {size}',
  not_begun: '尚未上传，共 {size}',
  bar: '{name}上传进度',
  record_title: '还有 {n} 个照片或签名只在本机',
  record_text: '联网后自动上传，银行核对无误后才会标为已收到；文书在此之后出具。',
  trouble_storage_full: '银行存储已满，稍后自动重试。',
  trouble_file_damaged: '上传后核对不一致，正在重新上传。',
  trouble_file_too_large: '文件过大，银行没有接收。内容仍在本机，请联系管理员。',
  trouble_bytes_missing: '本机已没有这个文件的内容，请联系管理员。',
  trouble_other: '上次没有传完，稍后自动重试。',
}

const en: Record<keyof typeof zh, string> = {
  title: 'Photos and signatures on their way',
  photo: 'Photo',
  signature: 'Signature',
  progress: '{sent} of {size} sent',
  not_begun: 'Not sent yet, {size}',
  bar: '{name}: how much is sent',
  record_title: 'Photos or signatures only on this tablet: {n}',
  record_text:
    'They are sent when there is a network, and count as received once the bank has checked them; documents wait for that.',
  trouble_storage_full: 'The bank has no room left; it is tried again by itself.',
  trouble_file_damaged: 'What arrived was not what was sent; it is being sent again.',
  trouble_file_too_large: 'The bank did not take so large a file. It is still here; ask an administrator.',
  trouble_bytes_missing: 'What this file held is no longer on the tablet; ask an administrator.',
  trouble_other: 'It did not go through last time; it is tried again by itself.',
}

export const t = texts(zh, en)

const KNOWN = ['storage_full', 'file_damaged', 'file_too_large', 'bytes_missing'] as const

export function troubleWords({ trouble }: UploadRow): string | null {
  if (trouble === null) return null
  const known = KNOWN.find((each) => each === trouble)
  return t(known ? `trouble_${known}` : 'trouble_other')
}
