// What an opinion suggests, and the course of a drill, apart from their screens.
import { describe, expect, it } from 'vitest'
import {
  judged,
  linesOf,
  pressure,
  stopwatch,
  withStamp,
  type Scenario,
} from '../../../pwa/src/screens/course/course.ts'
import { duplicates, likeness, suggestions } from '../../../pwa/src/screens/voice/suggestion.ts'
import { ReferenceIndex, type ReferenceItem } from '../../../pwa/src/reference/index.ts'

const item = (set: string, code: string, more: object): ReferenceItem => ({
  ...{ code, set, zh: code, en: code, keys: code, status: 'in_force', effective_from: '2026-01-01' },
  ...{ effective_to: null, source: '', house: false },
  ...more,
})
const CATEGORIES = [
  item('feedback_categories', '1', { words: ['等', '排队', '太久'] }),
  item('feedback_categories', '6', { words: ['吞卡', '死机'] }),
]

describe('an opinion', () => {
  it('is offered the classes whose words it says, the most told first, with the words', () => {
    const found = suggestions('自助机吞卡，又排队等了太久', CATEGORIES, 3)
    expect(found.map(({ item, words }) => [item.code, words])).toEqual([
      ['1', ['等', '排队', '太久']],
      ['6', ['吞卡']],
    ])
    expect(suggestions('谢谢', CATEGORIES, 3)).toEqual([])
  })

  it('is like another that says nearly the same, whatever the marks', () => {
    expect(likeness('等了四十分钟。', '等了 四十分钟')).toBe(1)
    expect(likeness('等了四十分钟', '空调太冷')).toBe(0)
    expect(likeness('', '空调太冷')).toBe(0)
  })

  it('is offered earlier ones of the last days; in the same class less likeness is enough', () => {
    const now = Date.parse('2026-11-24T02:00:00.000Z')
    const told = (id: string, at: string, text: string, category: string) => ({ id, at, text, category })
    const earlier = [
      told('far', '2026-09-01T02:00:00.000Z', '上午排队等了四十分钟', '1'),
      told('near', '2026-11-20T02:00:00.000Z', '上午排队等了四十分钟', '1'),
      told('other', '2026-11-20T02:00:00.000Z', '手机银行闪退登录不了', '20'),
    ]
    expect(duplicates('上午排队等了五十分钟', null, earlier, now, 30).map((each) => each.id)).toEqual(['near'])
    expect(duplicates('下午等了五十分钟', '1', earlier, now, 30).map((each) => each.id)).toEqual(['near'])
    expect(duplicates('下午等了五十分钟', null, earlier, now, 30)).toEqual([])
  })
})

const FIRE = item('drills', 'fire', {
  weights: { alarm: 40, people: 60 },
  steps: [
    { code: 'call', zh: '拨打119', en: 'Call', group: 'alarm', target_seconds: 60 },
    { code: 'evacuate', zh: '疏散', en: 'Evacuate', group: 'people' },
  ],
  vetoes: [],
}) as Scenario
const AT = '2026-11-24T02:00:00.000Z'

describe('the course of a drill', () => {
  it('tells what each step took, and which was late', () => {
    const stamps = [{ step: 'call', at: '2026-11-24T02:01:10.000Z', done: 'done' as const }]
    expect(linesOf(FIRE, stamps, AT).map(({ took, late }) => [took, late])).toEqual([
      [70, true],
      [null, false],
    ])
  })

  it('keeps one stamp a step, and none that is taken back', () => {
    const once = withStamp([], 'call', { at: AT, done: 'done' })
    expect(withStamp(once, 'call', { at: AT, done: 'partly' })).toEqual([{ step: 'call', at: AT, done: 'partly' }])
    expect(withStamp(once, 'call', null)).toEqual([])
  })

  it('warns in the last fifth of the target', () => {
    expect([40, 50, 61].map((seconds) => pressure(FIRE.steps[0]!, seconds))).toEqual(['calm', 'soon', 'late'])
    expect(pressure(FIRE.steps[1]!, 9999)).toBe('calm')
  })

  it('is scored as the server will score it, by the marks of the settings', () => {
    const index = new ReferenceIndex(() => '2026-11-24')
    index.load([{ name: 'settings', items: [item('settings', 'drill_pass_score', { value: 60 })] }])
    const stamps = withStamp([], 'evacuate', { done: 'done' })
    expect(judged(index, FIRE, stamps, 0)).toEqual({ score: 60, passes: 60, verdict: 'passed' })
    expect(judged(index, FIRE, stamps, 1).verdict).toBe('failed')
  })

  it('reads like a stopwatch', () => {
    expect([0, 65, 3723].map(stopwatch)).toEqual(['0:00', '1:05', '1:02:03'])
  })
})
