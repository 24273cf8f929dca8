// What is said while a code is looked for.
import { texts } from '@/i18n'

const zh = {
  scan: '扫码',
  title: '扫描设备标签',
  looking: '把二维码放进取景框',
  asking: '正在打开摄像头，请允许使用',
  denied: '没有摄像头权限。请在浏览器设置中允许，或手工输入编号。',
  absent: '没有可用的摄像头，请手工输入编号。',
  typed: '标签上的编号',
  find: '查找',
  unknown: '这个码不是本网点的设备标签。',
}

const en: typeof zh = {
  scan: 'Scan',
  title: 'Scan the label of a device',
  looking: 'Hold the code in the frame',
  asking: 'Opening the camera; please allow it',
  denied: 'The camera is not allowed. Allow it in the browser settings, or type the number.',
  absent: 'There is no camera to use; type the number.',
  typed: 'Number on the label',
  find: 'Find',
  unknown: 'This is no label of a device of this branch.',
}

export const t = texts(zh, en)
