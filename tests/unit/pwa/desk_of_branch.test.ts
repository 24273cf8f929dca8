// What the desks of supervisor, back office and administrator show, without a page: counts, days, calendar, accounts.
import { describe, expect, it } from 'vitest'
import { eventText, foundAccounts, type Account } from '../../../pwa/src/desk/account.ts'
import { hoursOf, specialDays, yearOf } from '../../../pwa/src/desk/calendar.ts'
import { dayOf, daysOn } from '../../../pwa/src/desk/day.ts'
import { worked } from '../../../pwa/src/desk/load_texts.ts'
import { placeOf, type Count } from '../../../pwa/src/desk/overview.ts'
import { ReferenceIndex, type ReferenceSet } from '../../../pwa/src/reference/index.ts'

const NOW = Date.parse('2026-11-24T17:00:00Z') // already the 25th in Shanghai
const count = (code: string, list: string | null): Count => ({
  ...{ code, list, group: 'open', zh: code, en: code, count: 1, late: 0 },
})

describe('a count', () => {
  it('opens its own list, of the branch it was counted in', () => {
    expect(placeOf(count('hazard.open', 'hazard.open'), undefined)).toEqual({
      name: 'desk-records',
      query: { watch: 'hazard.open' },
    })
    expect(placeOf(count('overdue', 'overdue'), 'b')).toMatchObject({ query: { watch: 'overdue', branch_id: 'b' } })
    expect(placeOf(count('documents_failed', null), undefined)).toMatchObject({ query: { state: 'failed' } })
  })
})

describe('a day', () => {
  it('is the one in the address, else today by the bank’s clock', () => {
    expect(dayOf('2026-11-20', NOW)).toBe('2026-11-20')
    expect([undefined, '', '2026-13-40', 'x'].map((day) => dayOf(day, NOW))).toEqual(Array(4).fill('2026-11-25'))
  })

  it('is followed by the next one over months and years', () => {
    expect([daysOn('2026-12-31', 1), daysOn('2027-03-01', -1)]).toEqual(['2027-01-01', '2027-02-28'])
  })
})

describe('the calendar', () => {
  const dates = { status: 'in_force', effective_from: '2026-01-01', effective_to: null }
  const item = (code: string, more: Record<string, unknown>) => ({ code, zh: code, en: code, ...dates, ...more })
  const sets = (own: Record<string, unknown>) =>
    [
      {
        name: 'calendar',
        items: [
          item('bank_hours', { opens: '09:00', closes: '17:00' }),
          item('2026-10-01', { working: false }),
          item('2026-10-10', { working: true }),
        ],
      },
      { name: 'branch_hours', items: [item('own_hours', { opens: null, closes: null, ...own })] },
    ] as unknown as ReferenceSet[]
  const index = (own = {}) => {
    const made = new ReferenceIndex(() => '2026-11-24')
    made.load(sets(own))
    return made
  }

  it('has every day once, Monday first, and says which are not as the week has them', () => {
    const year = yearOf(index(), 2026)
    expect(year.flatMap(({ days }) => days)).toHaveLength(365)
    const october = year[9]!
    expect(october.before).toBe(3) // the first was a Thursday
    const works = (number: number) => october.days[number - 1]!.works
    expect([1, 2, 3, 10].map(works)).toEqual([false, true, false, true])
    expect(specialDays(year).map(({ day }) => day)).toEqual(['2026-10-01', '2026-10-10'])
  })

  it('shows the hours of the branch where it has its own', () => {
    expect(hoursOf(index())).toEqual({ opens: '09:00', closes: '17:00' })
    expect(hoursOf(index({ opens: '10:00', closes: '16:00' }))).toEqual({ opens: '10:00', closes: '16:00' })
  })
})

describe('accounts', () => {
  const account = (name: string, more: Partial<Account> = {}): Account => ({
    ...{ id: name, username: `u.${name}`, name, branch_id: 'a', roles: ['teller'], department: null },
    ...{ language: 'zh', active: true, password_initial: false },
    ...more,
  })
  const all = [account('停用', { active: false }), account('王芳'), account('李晓', { branch_id: 'b' })]

  it('are found by every word and branch, those in use first', () => {
    expect(foundAccounts(all, '', '').map(({ name }) => name)).toEqual(['李晓', '王芳', '停用'])
    expect(foundAccounts(all, 'u. 王', '').map(({ name }) => name)).toEqual(['王芳'])
    expect(foundAccounts(all, '', 'b').map(({ name }) => name)).toEqual(['李晓'])
  })

  it('tell what was changed in words', () => {
    const known = { branches: [{ id: 'a', no: '0113', name: '城东支行' }], departments: [] }
    const details = { active: { from: true, to: false }, branch_id: { from: 'a', to: 'gone' }, password: 'changed' }
    const text = eventText({ at: '', by_name: '', action: 'user.changed', details }, known)
    expect(text).toBe('修改：网点 城东支行 → gone；状态 在用 → 停用；密码')
  })
})

describe('time worked', () => {
  it('is said in hours and minutes, and as nothing where nothing was answered', () => {
    expect([worked(null), worked(45), worked(135)]).toEqual(['—', '45 分', '2 小时 15 分'])
  })
})
