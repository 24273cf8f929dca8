// What a person is told: when it may be heard, what counts as new, and how it reads.
import fc from 'fast-check'
import { createSSRApp, h } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { createMemoryHistory, createRouter } from 'vue-router'
import { afterEach, describe, expect, it } from 'vitest'
import { contract, type Kind } from '../../../pwa/src/contract.ts'
import { language } from '../../../pwa/src/i18n/index.ts'
import { heed, hoursOf, isQuiet } from '../../../pwa/src/told/heed.ts'
import HabitsForm from '../../../pwa/src/bell/HabitsForm.vue'
import NoticeList from '../../../pwa/src/bell/NoticeList.vue'
import { countText, type Habits, type NoticePage, type ToldNotice } from '../../../pwa/src/told/notice.ts'
import type { Source } from '../../../pwa/src/told/source.ts'
import { Told } from '../../../pwa/src/told/told.ts'
import { titled } from '../../../pwa/src/bell/badge.ts'
import { aboutWhat, headline, toastText } from '../../../pwa/src/bell/words.ts'
import { referenceIndex } from '../../fakes/reference.ts'

const NIGHT = { quiet_from: '20:00', quiet_until: '08:00' }
const HABITS: Habits = { sound: true, toasts: true, quiet_from: null, quiet_until: null, house: NIGHT }
const kind = contract.kinds.find((each) => each.approval !== null) as Kind
const bound = kind.life_cycle.commands.find((each) => each.bound)!
const index = referenceIndex()

const notice = (id: string, more: Partial<ToldNotice> = {}): ToldNotice => ({
  ...{ id, branch_id: 'b', code: 'step', kind: kind.code, record_id: 'r', document_id: null, verb: bound.code },
  ...{ urgent: false, at: '2026-11-24T02:00:00.000Z', read: false, record: { no: 'GS-1', status: 'x', values: {} } },
  ...more,
})
const pageOf = (...items: ToldNotice[]): NoticePage => ({ items, next: null, unread: items.length })

afterEach(() => {
  language.value = 'zh'
})

describe('quiet hours', () => {
  const minute = fc.integer({ min: 0, max: 1439 })
  const clock = minute.map((at) => `${pad(Math.floor(at / 60))}:${pad(at % 60)}`)
  const hours = fc.record({ quiet_from: clock, quiet_until: clock })
  const pad = (value: number) => String(value).padStart(2, '0')
  const at = (bankClock: string) => Date.parse(`2026-11-24T${bankClock}:00.000+08:00`)

  it('go over midnight by the clock of the bank, and end where the day begins', () => {
    const loud = (clock: string) => heed(at(clock), HABITS, false).sound
    expect(['19:59', '20:00', '00:00', '07:59', '08:00'].map(loud)).toEqual([true, false, false, false, true])
  })

  it('and the hours turned round share every minute of the day between them, unless there are none', () => {
    fc.assert(
      fc.property(minute, hours, (now, { quiet_from, quiet_until }) => {
        const turned = isQuiet(now, { quiet_from: quiet_until, quiet_until: quiet_from })
        const quiet = isQuiet(now, { quiet_from, quiet_until })
        if (quiet_from === quiet_until) expect([quiet, turned]).toEqual([false, false])
        else expect(quiet).toBe(!turned)
      }),
    )
  })

  it('never silence what is urgent, and nothing sounds or comes up that is switched off', () => {
    fc.assert(
      fc.property(fc.nat(2e12), hours, fc.boolean(), fc.boolean(), fc.boolean(), (now, own, sound, toasts, urgent) => {
        const heeded = heed(now, { ...HABITS, ...own, sound, toasts }, urgent)
        if (urgent) expect(heeded).toEqual({ sound, toast: toasts })
        expect(heeded.sound && !sound).toBe(false)
        expect(heeded.toast && !toasts).toBe(false)
      }),
    )
  })

  it('are the house’s until somebody has hours of their own', () => {
    expect(hoursOf(HABITS)).toEqual(NIGHT)
    const own = { quiet_from: '12:00', quiet_until: '13:00' }
    expect(hoursOf({ ...HABITS, ...own })).toEqual(own)
  })
})

/** A server whose page can be changed, and which notes what was marked. */
function server(first: NoticePage) {
  const world = { page: first, older: {} as Record<string, NoticePage>, marked: [] as unknown[], asked: 0 }
  const source: Source = {
    page: async (cursor) => {
      world.asked += 1
      return cursor === undefined ? world.page : world.older[cursor]!
    },
    mark: async (which) => {
      world.marked.push(which)
      return 0
    },
    habits: async () => HABITS,
    choose: async (change) => ({ ...HABITS, ...change }),
  }
  const arrived: string[][] = []
  const follow = (told: Told) => {
    told.onArrival((notices) => arrived.push(notices.map(({ id }) => id)))
    return told
  }
  return { world, source, arrived, follow }
}

describe('what is told', () => {
  it('arrives once, and not what was there before one looked', async () => {
    const { world, source, arrived, follow } = server(pageOf(notice('1')))
    const told = follow(new Told(source))
    await told.refresh()
    world.page = pageOf(notice('3', { read: true }), notice('2'), notice('1'))
    await told.refresh()
    await told.refresh()
    expect(arrived).toEqual([['2']])
  })

  it('arrives also when it comes late under an earlier id', async () => {
    const { world, source, arrived, follow } = server(pageOf(notice('5')))
    const told = follow(new Told(source))
    await told.refresh()
    world.page = pageOf(notice('5'), notice('4'))
    await told.refresh()
    expect(arrived).toEqual([['4']])
  })

  it('came while nobody looked, when something was known from before', async () => {
    const { source, arrived, follow } = server(pageOf(notice('2'), notice('1')))
    await follow(new Told(source, { page: pageOf(notice('1')), habits: HABITS })).refresh()
    expect(arrived).toEqual([['2']])
  })

  it('waits for the first who listens when it came before anybody did', async () => {
    const { source, arrived, follow } = server(pageOf(notice('2'), notice('1')))
    const told = new Told(source, { page: pageOf(notice('1')), habits: HABITS })
    await told.refresh()
    follow(told)
    follow(told)
    expect(arrived).toEqual([['2']])
  })

  it('is read again after a hint that came during a reading', async () => {
    const { world, source } = server(pageOf())
    const told = new Told(source)
    await Promise.all([told.refresh(), told.refresh(), told.refresh()])
    expect(world.asked).toBe(2)
  })

  it('stays as it was known when the server cannot be reached', async () => {
    const { source } = server(pageOf())
    const told = new Told(
      { ...source, page: () => Promise.reject(new Error('unreachable')) },
      { page: pageOf(notice('1')), habits: HABITS },
    )
    await expect(told.refresh()).rejects.toThrow('unreachable')
    expect(told.known.page?.items).toHaveLength(1)
  })

  it('is marked as read up to what was seen', async () => {
    const { world, source } = server(pageOf(notice('2'), notice('1')))
    const told = new Told(source)
    await told.refresh()
    await told.readAll()
    expect(world.marked).toEqual([{ through: '2' }])
    expect(told.known.page).toMatchObject({ unread: 0, items: [{ read: true }, { read: true }] })
  })

  it('stays read though a reading that began before answers afterwards', async () => {
    const { world, source } = server(pageOf(notice('1')))
    let arrive: (page: NoticePage) => void = () => {}
    let answer: () => Promise<NoticePage> = async () => world.page
    const told = new Told({ ...source, page: () => answer() })
    await told.refresh()
    answer = () => new Promise((resolve) => (arrive = resolve))
    const reading = told.refresh()
    await told.read({ ids: ['1'] })
    answer = async () => ({ ...pageOf(notice('1', { read: true })), unread: 0 })
    arrive(pageOf(notice('1')))
    await reading
    expect(told.known.page).toMatchObject({ unread: 0, items: [{ read: true }] })
  })

  it('keeps the older ones that were asked for when something new is read', async () => {
    const { world, source } = server({ items: [notice('4'), notice('3')], next: '3', unread: 4 })
    world.older['3'] = { items: [notice('2'), notice('1')], next: null, unread: 4 }
    const told = new Told(source)
    await told.refresh()
    await told.more()
    world.page = { items: [notice('5'), notice('4')], next: '4', unread: 5 }
    await told.refresh()
    expect(told.known.page?.items.map(({ id }) => id)).toEqual(['5', '4', '3', '2', '1'])
  })

  it('has no gap where more has come than one page holds', async () => {
    const { world, source } = server(pageOf(notice('2'), notice('1')))
    const told = new Told(source)
    await told.refresh()
    world.page = { items: [notice('9'), notice('8')], next: '8', unread: 9 }
    await told.refresh()
    expect(told.known.page).toEqual(world.page)
  })

  it('was kept from before only until it is read: then older ones can be asked for again', async () => {
    const { world, source } = server({ items: [notice('3'), notice('2')], next: '2', unread: 3 })
    const told = new Told(source, { page: pageOf(notice('2'), notice('1')), habits: HABITS })
    await told.refresh()
    expect(told.known.page).toEqual(world.page)
  })
})

describe('a notice in words', () => {
  it('says the step of its kind, and the record by title and number', () => {
    expect(headline(notice('1'))).toBe(`${kind.zh}：${bound.zh}`)
    const titled = { no: 'GS-1', status: 'x', values: { [kind.list.title]: '缩短等候' } }
    expect(aboutWhat(notice('1', { record: titled }), index)).toContain('GS-1')
    expect(headline(notice('1', { code: 'to_approve' }))).toBe(`${kind.zh}待审批`)
  })

  it('says nothing of a sealed record but its number', () => {
    expect(aboutWhat(notice('1'), index)).toBe('内容密封 · GS-1')
  })

  it('of several says how many there are', () => {
    expect(toastText([notice('1'), notice('2')], index)).toBe('2 条新提醒')
  })

  it('counts to a hundred and puts the count before the title once', () => {
    expect([countText(7), countText(100)]).toEqual(['7', '99+'])
    expect(titled(titled('今日', 2), 3)).toBe('(3) 今日')
    expect(titled('(3) 今日', 0)).toBe('今日')
  })
})

describe('on the page', () => {
  const NOW = Date.parse('2026-11-24T06:00:00.000Z')
  async function shown(part: object, props: Record<string, unknown>) {
    const app = createSSRApp({ render: () => h(part, props) })
    const routes = [{ path: '/:rest(.*)*', name: 'place', component: { render: () => null } }]
    app.use(createRouter({ history: createMemoryHistory(), routes }))
    return (await renderToString(app)).replaceAll(/<!--.*?-->/g, '')
  }
  const list = (page: NoticePage) =>
    shown(NoticeList, { page, reference: index, now: NOW, placeOf: () => ({ name: 'place' }) })

  it('notices stand under today or earlier, and what is unread or urgent says so in words', async () => {
    const html = await list(
      pageOf(notice('2', { urgent: true }), notice('1', { at: '2026-11-22T02:00:00.000Z', read: true })),
    )
    expect(html.indexOf('今天')).toBeLessThan(html.indexOf('更早'))
    expect(html.match(/未读/g)).toHaveLength(1)
    expect(html).toContain('紧急')
  })

  it('an empty list says what will stand there', async () => {
    expect(await list(pageOf())).toContain('与您有关的办理、审批和回复会出现在这里。')
  })

  it('the habits say which hours hold now', async () => {
    const form = (own: Partial<Habits>) => shown(HabitsForm, { habits: { ...HABITS, ...own } })
    expect(await form({})).toContain('20:00 至 08:00 不响铃、不弹出')
    expect(await form({ quiet_from: '00:00', quiet_until: '00:00' })).toContain('全天响铃并弹出')
    expect(await form({ quiet_from: '12:00', quiet_until: '13:00' })).toContain('12:00 至 13:00')
  })
})
