// What the device itself has to say, in both languages. The server's refusals bring their own words.
import type { Outcome, Problem } from './tablet'

const MESSAGES = {
  no_database: [
    '这个浏览器不能保存数据，请用 Chrome 打开或关闭无痕模式。',
    'This browser cannot keep data. Use Chrome, and no private window.',
  ],
  no_crypto: [
    '此地址不安全，无法加密保存。请用 https 地址打开。',
    'This address is not secure, so nothing can be encrypted. Open the https address.',
  ],
  newer_database: [
    '本机数据由更新版本的应用写入，请联网刷新后再打开。',
    'A newer version of the app wrote the data here. Go online and reload.',
  ],
  closed_elsewhere: [
    '另一个页面正在升级本机数据，请关闭其他页面后重新打开。',
    'Another page is upgrading the data here. Close the other pages and open this one again.',
  ],
  device_failed: [
    '本机数据打不开，请联系管理员，不要清除浏览器数据。',
    'The data on this tablet cannot be opened. Ask an administrator; do not clear the browser.',
  ],
  recovery_failed: [
    '本机数据与服务器的密钥不符，数据仍在本机，请联系管理员。',
    'The key from the server does not fit the data here. The data is still here; ask an administrator.',
  ],
  store_full: [
    '本机空间不足，刚才的内容没有保存。请清出空间后再试，不要关闭此页。',
    'The tablet is full: what you just entered is not saved. Free some space and try again; keep this page open.',
  ],
  store_failed: [
    '没有保存成功，请再试一次。内容还在屏幕上。',
    'It could not be saved. Try again; what you entered is still on the screen.',
  ],
  no_seal_key: [
    '本机没有合规部的密钥，不能保存。请联系运营主管重新登记平板。',
    'This tablet has no key of the department, so it cannot keep this. Ask the supervisor to enrol it again.',
  ],
  unreachable: ['连接不上服务器，请检查网络后重试。', 'The server cannot be reached. Check the network and try again.'],
  not_our_server: [
    '收到的不是本系统的答复，可能需要先登录当前网络。',
    'The answer did not come from this system. The network may want a sign-in of its own first.',
  ],
  file_too_large: [
    '文件过大，没有保存。请重新拍摄或重新签名。',
    'The file is too large and was not kept. Take the picture again, or sign again.',
  ],
  wrong_pin: ['PIN 不正确，还可以试 {left} 次。', 'The PIN is not right; {left} tries left.'],
  pin_locked: [
    'PIN 已锁定，请联网用密码登录后重设。未上报的记录都还在。',
    'The PIN is locked. Sign in online with your password and set a new one. Everything not yet sent is still here.',
  ],
  pin_format: ['PIN 为 6 位数字。', 'A PIN has 6 digits.'],
  pin_too_simple: [
    'PIN 太简单，请不要用连号或相同的数字。',
    'This PIN is too simple: no repeated or consecutive digits.',
  ],
  pin_failed: ['PIN 无法校验，请再试一次。', 'The PIN could not be checked. Try again.'],
  not_open: ['请先解锁。', 'Unlock first.'],
  grant_expired: [
    '离线授权已过期，请先联网登录再登记。',
    'The offline permission has ended. Sign in online before you capture.',
  ],
  unknown_person: ['本机没有此人的 PIN，请联网登录。', 'Nobody of this name has a PIN here. Sign in online.'],
  not_found: ['未找到。', 'Not found.'],
  role_not_held: ['您没有该角色。', 'You do not hold this role.'],
  unknown_kind: [
    '本机应用版本较旧，不认识这类记录。请联网更新后再试。',
    'This version of the app does not know this kind of record. Go online and update it.',
  ],
  no_such_record: ['本机上没有这条记录。', 'This record is not on this tablet.'],
  not_permitted: ['当前角色无此权限。', 'The active role may not do this.'],
  self_review: [
    '复核须由他人进行，您参与过这条记录。',
    'Somebody else must look at this: part of the record is your own work.',
  ],
  wrong_status: [
    '记录的状态已变化，现在不能这样操作，请重新打开后查看。',
    'The record has moved on and this cannot be done now. Open it again.',
  ],
  unknown_command: [
    '本机应用版本较旧，不支持此操作。请联网更新后再试。',
    'This version of the app does not know this step. Go online and update it.',
  ],
  online_only: ['此操作须联网办理。', 'This needs a connection.'],
  nothing_changed: ['没有改动，无需保存。', 'Nothing was changed, so there is nothing to save.'],
  no_such_operation: ['本机上没有这项操作。', 'This entry is not on this tablet.'],
  not_refused: ['这项操作没有被退回，无需处理。', 'This entry was not refused; there is nothing to do.'],
  no_such_conflict: ['这处不一致已不存在。', 'This conflict is no longer there.'],
  conflict_resolved: ['这处不一致已有人处理。', 'Somebody has settled this conflict already.'],
  choice_needed: ['请逐项选定要保留的内容。', 'Choose what to keep, item by item.'],
  group_split: ['这几项须一并选择同一方的内容。', 'These items belong together: choose the same side for all of them.'],
  not_possible: ['现在不能这样操作。', 'This cannot be done now.'],
} as const satisfies Record<string, readonly [string, string]>

export type OwnCode = keyof typeof MESSAGES

export const isOwnCode = (code: string): code is OwnCode => Object.hasOwn(MESSAGES, code)

export function problem(code: OwnCode, words: Readonly<Record<string, string | number>> = {}): Problem {
  const [zh, en] = MESSAGES[code]
  return { code, message: { zh: filled(zh, words), en: filled(en, words) } }
}

export function refused(
  code: OwnCode,
  words?: Readonly<Record<string, string | number>>,
): { ok: false; problem: Problem } {
  return { ok: false, problem: problem(code, words) }
}

export const done: Outcome = { ok: true, value: undefined }

function filled(sentence: string, words: Readonly<Record<string, string | number>>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (_all, name: string) => String(words[name] ?? ''))
}
