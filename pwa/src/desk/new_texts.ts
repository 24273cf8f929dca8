// The sentences of making a record at the desk, and of the pictures in it.
import { texts } from '@/i18n'

const ZH = {
  new: '新建',
  which: '新建哪一种记录？',
  none: '您的角色没有可在此新建的记录。',
  register: '登记',
  failed: '没有登记',
  made: '已登记 {no}',
  alike: '可能已有记录',
  alike_text: '这些记录的关键内容相同，请先核对，避免重复登记。',
  signatures: '签名请在平板上补充。',
  sending: '正在上传照片 {n}/{of}',
  add_photos: '补充照片',
  keep_photos: '保存照片',
  photos_added: '照片已保存',
}

const EN: Record<keyof typeof ZH, string> = {
  new: 'New',
  which: 'Which record is to be made?',
  none: 'Your role makes no records here.',
  register: 'Register',
  failed: 'It was not registered',
  made: '{no} is registered',
  alike: 'There may be one already',
  alike_text: 'These say the same in what tells records apart. Look at them first.',
  signatures: 'Signatures are added with a tablet.',
  sending: 'Sending photo {n} of {of}',
  add_photos: 'Add photos',
  keep_photos: 'Save the photos',
  photos_added: 'The photos are saved',
}

export const n = texts(ZH, EN)
