// A safety round apart from its screen.
import { describe, expect, it } from 'vitest'
import {
  areasOf,
  hazardValues,
  isJudged,
  openItems,
  submitted,
  withEntry,
  type CheckItem,
  type Entry,
} from '../../../pwa/src/screens/kinds/inspection/round.ts'
import { ReferenceIndex, type ReferenceItem } from '../../../pwa/src/reference/index.ts'

const entry = (set: string, code: string, more: object): ReferenceItem => ({
  ...{ code, set, zh: code, en: code, keys: code, status: 'in_force', effective_from: '2026-01-01' },
  ...{ effective_to: null, source: '', house: false },
  ...more,
})
const index = new ReferenceIndex(() => '2026-11-24')
const item = (code: string, group: string, level: string, rounds: string[]) =>
  entry('checklist', code, {
    zh: '地面防滑',
    group,
    group_zh: '客户区',
    level,
    method: 'look',
    basis: '消防法第28条',
    rounds,
  })
index.load([
  {
    name: 'checklist',
    items: [
      item('CK01', 'perimeter', 'B', ['monthly']),
      item('CK06', 'lobby', 'A', ['patrol', 'monthly']),
      item('CK13', 'lobby', 'C', ['patrol', 'monthly']),
    ],
  },
  { name: 'settings', items: [entry('settings', 'hazard_general_days', { value: 15 })] },
])
const patrol = areasOf(index, 'patrol')
const failed: Entry = { item: 'CK13', result: 'fail', reason: '有积水', photos: ['sha256:1'] }

describe('a round', () => {
  it('looks at the items of its kind, area by area; a special one at any', () => {
    expect(patrol.map((area) => area.items.map((each) => each.code))).toEqual([['CK06', 'CK13']])
    expect(areasOf(index, 'special')).toHaveLength(2)
  })

  it('is done with a fail when it has a picture, with an exemption when it has a reason', () => {
    expect(isJudged({ item: 'CK13', result: 'fail', reason: '有积水' })).toBe(false)
    expect(isJudged(failed)).toBe(true)
    expect(isJudged({ item: 'CK06', result: 'not_applicable' })).toBe(false)
    expect(isJudged({ item: 'CK06', result: 'pass' })).toBe(true)
    expect(openItems(patrol, [failed]).map((each) => each.code)).toEqual(['CK06'])
  })

  it('forgets an item whose result is taken back', () => {
    expect(withEntry([failed], 'CK13', { result: undefined })).toEqual([])
  })

  it('submits what was never judged as not checked, with the reason, in the order of the list', () => {
    expect(submitted(patrol, [failed], '停电')).toEqual([{ item: 'CK06', result: 'unchecked', reason: '停电' }, failed])
    expect(submitted(patrol, [failed], '')).toEqual([failed])
  })

  it('opens a hazard with the severity of the item, due by the settings', () => {
    const place = index.item('checklist', 'CK13') as CheckItem
    const values = hazardValues({ id: 'r1' }, place, failed, index, '2026-11-24')
    expect(values).toMatchObject({ severity: 'general', due_on: '2026-12-09', item: 'CK13', inspection_id: 'r1' })
    expect(values.problem).toContain('有积水')
  })
})
