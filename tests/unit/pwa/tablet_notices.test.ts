// What the person at the tablet is told: in whose session it is read, how it is kept, when it is read anew, and what stands on the page.
import 'fake-indexeddb/auto'
import { createSSRApp, effectScope, h, nextTick, shallowRef, type Component } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { createMemoryHistory, createRouter } from 'vue-router'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { toasts } from '@/components/toasts'
import { openDeviceDatabase } from '@/device/schema'
import { Hints } from '@/device/hints'
import { Live } from '@/device/live'
import { NoticeSource } from '@/device/notice_source'
import { Notes } from '@/device/notes'
import { Seal } from '@/device/sealing'
import { Session } from '@/device/session'
import { SessionCheck, type Standing } from '@/device/session_check'
import type { Person, TabletState } from '@/device/tablet'
import type { Wire } from '@/device/wire'
import NoticeCard from '@/screens/me/NoticeCard.vue'
import { comeUp } from '@/screens/notices/come_up'
import { noticePlace } from '@/screens/notices/notice_place'
import NoticesScreen from '@/screens/notices/NoticesScreen.vue'
import { makeTelling, TELLING } from '@/screens/notices/telling'
import UnreadLink from '@/screens/notices/UnreadLink.vue'
import { provideTablet } from '@/screens/tablet_view'
import type { ToldNotice } from '@/told/notice'
import { NotDone, type Known } from '@/told/source'
import { Told } from '@/told/told'
import { NOTICES, RECORDS } from '../../fakes/morning.ts'
import { noticeSource } from '../../fakes/notices.ts'
import { referenceIndex } from '../../fakes/reference.ts'
import { startingState } from '../../fakes/state.ts'
import { FakeTablet } from '../../fakes/tablet.ts'

const PERSON = startingState().person!
const HOUSE = { quiet_from: '20:00', quiet_until: '08:00' }
const HABITS = { sound: true, toasts: true, quiet_from: null, quiet_until: null, house: HOUSE }
const KNOWN: Known = { page: { items: NOTICES, next: null, unread: 2 }, habits: HABITS }
const TITLE = '贷款预审资料'
let count = 0

afterEach(() => void vi.unstubAllGlobals())

type Asked = [method: string, target: string, csrf: string | undefined]

/** A tablet's part of it over a server that answers as `answers` says; `user` is whose session the browser carries. */
async function device(answers: Record<string, [number, unknown]> = {}, user: Person = PERSON) {
  const asked: Asked[] = []
  const call = async (method: string, target: string, _content?: unknown, csrf?: string) => {
    asked.push([method, target, csrf])
    const [status, body] = answers[target] ?? [200, { user, csrf_token: 'token' }]
    return { status, body, sentAt: 0, receivedAt: 0 }
  }
  const session = new Session({ call } as unknown as Wire)
  const standings: Standing[] = []
  const check = new SessionCheck(
    session,
    () => PERSON,
    async () => undefined,
    async () => true,
    (standing) => standings.push(standing),
  )
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  const database = await openDeviceDatabase(`told-${(count += 1)}`, () => undefined)
  const notes = new Notes(database, new Seal(key))
  const source = (active_role = PERSON.active_role) =>
    new NoticeSource(notes, session, check, new Hints(), { ...PERSON, active_role })
  return {
    asked,
    standings,
    notes,
    database,
    source,
    told: () => asked.filter(([, to]) => to.startsWith('/api/notices')),
  }
}

describe('what is told', () => {
  it('is read in the session of the person at the tablet, and marked with the token of that session', async () => {
    const { source, told } = await device({
      '/api/notices': [200, KNOWN.page],
      '/api/notices/read': [200, { unread: 1 }],
    })
    expect(await source().page()).toEqual(KNOWN.page)
    expect(await source().mark({ ids: ['x'] })).toBe(1)
    expect(told()).toEqual([
      ['GET', '/api/notices', 'token'],
      ['POST', '/api/notices/read', 'token'],
    ])
  })

  it('is not asked for in the session of somebody else', async () => {
    const { source, told } = await device({}, { ...PERSON, id: 'other' })
    await expect(source().page()).rejects.toThrow(NotDone)
    expect(told()).toEqual([])
  })

  it('says that the sign-in has ended when the server says so', async () => {
    const gone = { code: 'not_signed_in', message: { zh: '请登录。', en: 'Sign in.' } }
    const { source, standings } = await device({ '/api/notices': [401, gone] })
    await expect(source().page()).rejects.toMatchObject({ problem: gone })
    expect(standings.at(-1)).toBe('ended')
  })
})

describe('what was told', () => {
  const [first] = NOTICES
  const record = { ...first!.record!, values: { ...first!.record!.values, title: TITLE } }
  const page = { items: [{ ...first!, record }], next: 'older', unread: 1 }

  it('is there after a restart, with no word of it in the clear', async () => {
    const { source, database } = await device()
    await source().keep({ page, habits: HABITS })
    expect(await source().kept()).toEqual({ page: { ...page, next: null }, habits: HABITS })
    const rows = await new Promise<Uint8Array[]>((resolve) => {
      const all = database.transaction('notes').objectStore('notes').getAll()
      all.onsuccess = () => resolve(all.result as Uint8Array[])
    })
    expect(rows.map((row) => new TextDecoder().decode(row)).join()).not.toContain(TITLE)
  })

  it('goes when the person is there in another role', async () => {
    const { source, notes } = await device()
    await source().keep(KNOWN)
    expect(await source('supervisor').kept()).toEqual({ page: null, habits: null })
    expect(await notes.names('')).toEqual([])
  })
})

describe('the tablet', () => {
  it('reads at once, with every hint, and keeps what it read', async () => {
    const hints = new Hints()
    const source = { ...noticeSource(NOTICES), onHint: (listener: () => void) => hints.listen(listener) }
    const [page, keep] = [vi.spyOn(source, 'page'), vi.spyOn(source, 'keep')]
    const scope = effectScope()
    const told = scope.run(() => makeTelling({ notices: () => source }, shallowRef(startingState())))!
    await vi.waitFor(() => expect(told.value?.known.page?.unread).toBe(2))
    hints.give()
    await vi.waitFor(() => expect(keep).toHaveBeenCalledTimes(2))
    expect(page).toHaveBeenCalledTimes(2)
    scope.stop()
    hints.give()
    await nextTick()
    expect([told.value, page.mock.calls.length]).toEqual([null, 2])
  })

  it('begins anew in another role, and knows nothing while it is locked', async () => {
    const state = shallowRef<TabletState>(startingState())
    const scope = effectScope()
    const told = scope.run(() => makeTelling({ notices: () => noticeSource(NOTICES) }, state))!
    await vi.waitFor(() => expect(told.value).not.toBeNull())
    const before = told.value
    state.value = { ...state.value, person: { ...PERSON, active_role: 'supervisor' } }
    await vi.waitFor(() => expect(told.value).not.toBe(before))
    await vi.waitFor(() => expect(told.value).not.toBeNull())
    state.value = { ...state.value, phase: 'locked' }
    await nextTick()
    expect(told.value).toBeNull()
    scope.stop()
  })

  it('takes a round for a hint when none was given for a while', () => {
    let now = 0
    const hints = new Hints(() => now)
    now = 49_000
    expect(hints.isLate).toBe(false)
    now = 50_000
    expect(hints.isLate).toBe(true)
    hints.give()
    expect(hints.isLate).toBe(false)
  })

  it('hears by its live line that there is something, also when the line is open again', () => {
    const lines: EventTarget[] = []
    class Line extends EventTarget {
      onopen: (() => void) | null = null
      constructor() {
        super()
        lines.push(this)
      }
      close() {}
    }
    vi.stubGlobal('EventSource', Line)
    const noticed = vi.fn()
    new Live(() => undefined, noticed).start()
    const [line] = lines as Line[]
    line!.dispatchEvent(new Event('notice'))
    line!.onopen!()
    expect(noticed).toHaveBeenCalledTimes(2)
  })
})

describe('what arrives', () => {
  const words = async (arrived: readonly ToldNotice[]) => arrived.map(({ record }) => record?.no).join()
  const ways = { now: () => Date.parse(NOTICES[0]!.at), isHeard: () => false, words }
  const known: Known = { page: { items: NOTICES.slice(1), next: null, unread: 1 }, habits: HABITS }

  it('comes up with a way to it, and not for whoever takes the tablet next', async () => {
    const told = new Told(noticeSource(NOTICES), known)
    const go = vi.fn()
    const end = comeUp(told, { ...ways, go })
    await told.refresh()
    await nextTick()
    expect(toasts.value.map(({ text }) => text)).toEqual([NOTICES[0]!.record!.no])
    toasts.value[0]!.act!()
    expect(go).toHaveBeenCalledWith([NOTICES[0]])
    end()
    expect(toasts.value).toEqual([])
  })

  it('does not come up after the tablet was locked', async () => {
    const told = new Told(noticeSource(NOTICES), known)
    const end = comeUp(told, { ...ways, go: () => undefined })
    await told.refresh()
    end()
    await nextTick()
    expect(toasts.value).toEqual([])
  })
})

describe('a notice leads', () => {
  it('to its record, a conflict to where it is settled', () => {
    const of = (code: string) => NOTICES.find((each) => each.code === code)!
    expect(noticePlace(of('step'))).toEqual({ name: 'ledger', params: { id: of('step').record_id } })
    expect(noticePlace(of('conflict'))).toMatchObject({ name: 'sync' })
  })
})

describe('on the page', () => {
  async function shown(part: Component, known: Known, state: Partial<TabletState> = {}) {
    const app = createSSRApp({ render: () => h(part) })
    provideTablet(app, new FakeTablet({ records: RECORDS, reference: referenceIndex(), state }))
    app.provide(TELLING, shallowRef(new Told(noticeSource(NOTICES), known)))
    const names = ['today', 'notices', 'ledger', 'sync']
    const routes = names.map((name) => ({ path: `/${name}/:id?`, name, component: { render: () => null } }))
    app.use(createRouter({ history: createMemoryHistory(), routes }))
    return (await renderToString(app)).replaceAll(/<!--.*?-->/g, '')
  }
  const offline = { online: false }
  const nothing: Known = { page: null, habits: null }

  it('what is known stays readable offline, and says that it is what was last read', async () => {
    const page = await shown(NoticesScreen, KNOWN, offline)
    expect(page).toContain('贷款预审')
    expect(page).toContain('这里是上次读到的提醒')
    expect(page).not.toContain('全部标为已读')
  })

  it('all can be marked as read while the bank is in reach', async () => {
    expect(await shown(NoticesScreen, KNOWN)).toContain('全部标为已读')
  })

  it('what is not known is not said to be nothing', async () => {
    const page = await shown(NoticesScreen, nothing, offline)
    expect(page).toContain('暂时看不到提醒')
    expect(page).not.toContain('没有提醒')
  })

  it('今日 says how many are unread, and nothing when none are', async () => {
    expect(await shown(UnreadLink, KNOWN)).toMatch(/>2<span[^>]*>条未读/)
    expect(await shown(UnreadLink, nothing)).not.toContain('条未读')
  })

  it('how one is told can be changed only while the bank is in reach', async () => {
    expect(await shown(NoticeCard, KNOWN)).not.toMatch(/<fieldset[^>]* disabled/)
    const page = await shown(NoticeCard, KNOWN, offline)
    expect(page).toMatch(/<fieldset[^>]* disabled/)
    expect(page).toContain('连接银行并登录后才能修改')
  })
})
