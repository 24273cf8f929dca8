// What the desk says about time.
import { describe, expect, it } from 'vitest'
import { dueClock } from '../../../pwa/src/desk/due.ts'

const NOW = Date.parse('2026-11-24T02:00:00.000Z')
const due = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString()

describe('a due clock', () => {
  it('is calm while more than half an hour is left', () => {
    expect(dueClock(due(31), NOW)).toEqual({ tone: 'calm', zh: '还有 31 分', en: '31 min left' })
  })

  it('warns from half an hour on, that minute included', () => {
    expect(dueClock(due(30), NOW).tone).toBe('soon')
  })

  it('is overdue at the very moment it is due', () => {
    expect(dueClock(due(0), NOW)).toEqual({ tone: 'overdue', zh: '逾期 0 分', en: '0 min overdue' })
  })

  it('never says that no time is left while some is', () => {
    expect(dueClock(due(0.2), NOW).zh).toBe('还有 1 分')
  })

  it('says hours and days in their own words', () => {
    expect(dueClock(due(-125), NOW)).toMatchObject({ zh: '逾期 2 小时 5 分', en: '2 h 5 min overdue' })
    expect(dueClock(due(120), NOW).zh).toBe('还有 2 小时')
    expect(dueClock(due(3 * 1440 + 60), NOW)).toMatchObject({ zh: '还有 3 天 1 小时', en: '3 d 1 h left' })
  })

  it('says that there is none', () => {
    expect(dueClock(null, NOW).tone).toBe('none')
  })
})
