// Both languages say everything.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import en from '../../../pwa/src/i18n/en.ts'
import { ago, bankDay, clock, dayAndClock, until } from '../../../pwa/src/i18n/moments.ts'
import { texts } from '../../../pwa/src/i18n/texts.ts'
import zh from '../../../pwa/src/i18n/zh.ts'

const fillings = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort()

describe('the sentences of the tablet', () => {
  it('exist in both languages under the same keys', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort())
  })

  it.each(Object.keys(zh) as (keyof typeof zh)[])('takes the same fillings in both languages: %s', (key) => {
    expect(fillings(en[key])).toEqual(fillings(zh[key]))
    expect(zh[key].trim()).not.toBe('')
    expect(en[key].trim()).not.toBe('')
  })

  it('are each said somewhere', () => {
    const folder = fileURLToPath(new URL('../../../pwa/src', import.meta.url))
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(vue|ts)$/.test(name) && !/^(i18n|desk)\//.test(name))
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('\n')
    const built = [...sources.matchAll(/t\(`(\w+)\$\{/g)].map((found) => found[1]!)
    const isSaid = (key: string) =>
      new RegExp(`['"\`]${key}['"\`]`).test(sources) || built.some((start) => key.startsWith(start))
    expect(Object.keys(zh).filter((key) => !isSaid(key))).toEqual([])
  })

  it('fills in what it is given and leaves what it is not', () => {
    const t = texts({ hello: '{name}，{what}' }, { hello: '{name}, {what}' })
    expect(t('hello', { name: '周敏' })).toBe('周敏，{what}')
  })
})

describe('moments', () => {
  const now = Date.parse('2026-11-24T03:20:00.000Z')

  it('are told by the bank’s clock', () => {
    expect(clock('2026-11-24T01:05:00.000Z')).toBe('09:05')
    expect(bankDay('2026-11-23T16:00:00.000Z')).toBe('2026-11-24')
  })

  it('name the day when it is not today', () => {
    expect(dayAndClock('2026-11-24T01:05:00.000Z', now)).toBe('09:05')
    expect(dayAndClock('2026-11-23T01:05:00.000Z', now)).toBe('11/23 09:05')
    expect(dayAndClock('2025-11-23T01:05:00.000Z', now)).toContain('2025')
  })

  it('say how long something is due or overdue', () => {
    expect(until('2026-11-24T03:40:00.000Z', now)).toEqual({ late: false, text: '还有 20 分钟' })
    expect(until('2026-11-24T02:30:00.000Z', now)).toEqual({ late: true, text: '逾期 50 分钟' })
    expect(ago('2026-11-24T03:19:50.000Z', now)).toBe('刚刚')
  })
})
