// The audit page says in words what the log holds in keys and codes, and hides nothing that has no word.
import { afterEach, describe, expect, it } from 'vitest'
import { language } from '@/i18n'
import { detailText, subjectText } from '@/desk/audit_details'

afterEach(() => {
  language.value = 'zh'
})

describe('the details of an entry of the audit log', () => {
  it.each([
    [
      { verdicts: { applied: 2, conflict: 1 }, operations: ['a', 'b'] },
      '结果：记入 2，与他人改动不一致 1 · 操作号：a、b',
    ],
    [{ roles: ['lobby_manager'], department: null }, '角色：大堂经理'],
    [{ active: { from: true, to: false }, name: 'changed' }, '在用：是 → 否 · 姓名：已更改'],
    [{ department: { from: null, to: 'credit_dept' } }, '部门：— → 信贷部门'],
    [{ kpis: ['k1', 'k5'], period: '2026Q3', version: 1 }, '指标：K1、K5 · 期间：2026Q3 · 版本：1'],
    [{ verb: 'marketing_pass', hash: '5beb' }, '意见：市场部通过 · 内容校验值：5beb'],
    [{ verb: 'unheard_of' }, '意见：unheard_of'],
    [{ code: 'D01', sha256: '0123456789abcdef'.repeat(4) }, '文件种类：D01 · 文件校验值：0123456789ab…'],
    [{ set: 'products', for_branch: false }, '资料：products · 仅本网点：否'],
    [{ filters: ['limit', 'watch'], role: 'auditor' }, '筛选项：条数、盯办事项 · 角色：审计（只读）'],
    [{ reason: '', device: null, filters: [] }, ''],
  ])('has a word for what actions write: %j', (details, text) => {
    expect(detailText(details)).toBe(text)
  })

  it('says a move from state to state as a move', () => {
    expect(detailText({ from: 'active', to: 'revoked' }, 'device.revoked')).toBe('在用 → 停用')
    expect(detailText({ from: 'lobby_manager', to: 'teller' }, 'session.role_changed')).toBe('大堂经理 → 柜员')
    expect(detailText({ from: '2026-01-01', to: '2026-02-01' }, 'list.exported')).toBe(
      '起：2026-01-01 · 止：2026-02-01',
    )
  })

  it('is in English by the switch', () => {
    language.value = 'en'
    expect(detailText({ verdicts: { applied: 1 }, for_branch: true })).toBe(
      'Outcome: entered 1 · For the branch only: yes',
    )
  })

  it('keeps a key or a code that nobody named', () => {
    expect(detailText({ constructor: 'x', novel_key: 'novel_code' })).toBe('constructor：x · novel_key：novel_code')
    expect(detailText({ verdicts: { novel: 3 } })).toBe('结果：novel 3')
  })
})

describe('the subject of an entry', () => {
  it.each([
    ['document:01a0c1cc', '文件 01a0c1cc'],
    ['day:0113:2026-11-30', '日结 0113:2026-11-30'],
    ['novel:7', 'novel 7'],
    ['no sort at all', 'no sort at all'],
  ])('says its sort in words and keeps its id: %s', (subject, text) => {
    expect(subjectText(subject)).toBe(text)
  })
})
