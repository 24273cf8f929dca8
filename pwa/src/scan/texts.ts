// What is said while a code is looked for, and beside one that is shown.
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
  code_open: '请客户用手机扫码，{until}当天结束前有效，每部手机只记一次。',
  code_prepared: '可以先打印张贴；开始以后扫码才能填写。',
  code_absent: '二维码由银行发放，本机还没有收到。联网同步后会显示在这里。',
  code_unsent: '最近一步还没有传到银行：平板联网以后，客户扫码才能填写。',
  code_made: '扫码 {n} 份',
  code_larger: '放大',
  code_print: '打印张贴',
  code_how: '用手机扫一扫，自愿填写',
  code_foot: '{until}前有效 · 不收取任何费用，不需要输入卡号或密码',
  close: '关闭',
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
  code_open: 'Have customers scan it with their phones, until the end of {until}. Each phone counts once.',
  code_prepared: 'Print and put it up already; it can be filled in once it has begun.',
  code_absent: 'The bank gives out the code, and it is not here yet. It is shown once the tablet has synced.',
  code_unsent: 'The last step has not reached the bank: customers can fill it in once the tablet is online.',
  code_made: '{n} by scanning',
  code_larger: 'Enlarge',
  code_print: 'Print a poster',
  code_how: 'Scan it with your phone, if you like',
  code_foot: 'Until {until} · Free of charge; never asks for a card number or PIN',
  close: 'Close',
}

export const t = texts(zh, en)
