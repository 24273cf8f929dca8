// What the desk's parts show to whom, rendered as the server of Vue renders them: no browser, no mocks.
import { afterEach, describe, expect, it } from 'vitest'
import { createSSRApp, h, provide, type Component } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { createMemoryHistory, createRouter } from 'vue-router'
import { ApiClient } from '../../../pwa/src/api/client.ts'
// Loaded lazily by the page; here at once, so that no test waits for it.
import '../../../pwa/src/components/ModalSheet.vue'
import { contract, type Kind } from '../../../pwa/src/contract.ts'
import { DESK, makeDeskState } from '../../../pwa/src/desk/desk_state.ts'
import CommandPanel from '../../../pwa/src/desk/parts/CommandPanel.vue'
import DocumentMark from '../../../pwa/src/desk/parts/DocumentMark.vue'
import HistoryList from '../../../pwa/src/desk/parts/HistoryList.vue'
import InboxRow from '../../../pwa/src/desk/parts/InboxRow.vue'
import RecordFacts from '../../../pwa/src/desk/parts/RecordFacts.vue'
import TabletRow from '../../../pwa/src/desk/parts/TabletRow.vue'
import { DeskSession } from '../../../pwa/src/desk/session.ts'
import type { DeskPerson, HistoryEntry, InboxItem, RecordDetail, TabletItem } from '../../../pwa/src/desk/shapes.ts'
import { FORM_WORLD } from '../../../pwa/src/fields/index.ts'
import { language } from '../../../pwa/src/i18n/index.ts'

const NOW = Date.parse('2026-11-24T02:00:00.000Z')
const kind = contract.kinds.find((each) => each.inbox !== null) as Kind
const masked = contract.kinds.find((each) => each.fields.some((field) => field.mask !== null)) as Kind
const personal = masked.fields.find((field) => field.mask !== null)?.code ?? ''

async function shown(part: Component, props: Record<string, unknown>, permissions: string[] = []): Promise<string> {
  const app = createSSRApp({
    setup() {
      const session = new DeskSession(new ApiClient())
      session.state.person = { permissions } as unknown as DeskPerson
      const desk = makeDeskState(session)
      desk.now.value = NOW
      return () => h(Provider, { desk }, () => h(part, props))
    },
  })
  const routes = [{ path: '/desk/inbox/:id?', name: 'desk-inbox', component: { render: () => null } }]
  app.use(createRouter({ history: createMemoryHistory(), routes }))
  return (await renderToString(app)).replaceAll('<!--[-->', '').replaceAll('<!--]-->', '').replaceAll('<!---->', '')
}

const Provider = {
  props: { desk: { type: Object, required: true } },
  setup(props: { desk: object }, { slots }: { slots: { default?: () => unknown } }) {
    provideDesk(props.desk)
    return () => slots.default?.()
  },
}

function provideDesk(desk: object): void {
  provide(DESK, desk as never)
  provide(FORM_WORLD, { reference: () => null as never, lastUsed: () => [], records: null, now: () => NOW })
}

const record = (values: object = {}, of: Kind = kind): RecordDetail =>
  ({
    id: 'r1',
    kind: of.code,
    rev: 3,
    no: 'XT-0113-261124-0001',
    status: of.life_cycle.created,
    values,
    documents: [],
    commands: [],
    history: [],
  }) as unknown as RecordDetail

afterEach(() => {
  language.value = 'zh'
})

describe('a row of the inbox', () => {
  const item = (due_at: string, open = true) =>
    ({ ...record(), created_by_name: '王芳', at: due_at, due_at, open }) as unknown as InboxItem
  const row = (of: InboxItem) => shown(InboxRow, { item: of, to: '/desk/inbox/r1', current: false })

  it('says in words and by shape that it is late', async () => {
    expect(await row(item('2026-11-24T01:30:00.000Z'))).toMatch(/▲<\/span>逾期 30 分/)
  })

  it('has no clock once the department has nothing to do', async () => {
    expect(await row(item('2026-11-24T01:30:00.000Z', false))).not.toContain('逾期')
  })
})

describe('the steps of a record', () => {
  const [first] = kind.life_cycle.commands

  it('are those the server opened to this person, and no others', async () => {
    const html = await shown(CommandPanel, { record: { ...record(), commands: [first?.code] } })
    expect(html).toContain(first?.zh)
    expect(html.match(/<button/g)).toHaveLength(1)
  })

  it('are not shown at all where there is none', async () => {
    expect(await shown(CommandPanel, { record: record() })).toBe('')
  })
})

describe('a masked value', () => {
  const facts = (permissions: string[]) =>
    shown(RecordFacts, { record: record({ [personal]: '王**' }, masked) }, permissions)

  it('can be asked for in full by whoever may', async () => {
    expect(await facts(['records.unmask'])).toContain('查看全文')
  })

  it('stays masked for everybody else', async () => {
    const html = await facts(['records.read'])
    expect(html).toContain('王**')
    expect(html).not.toContain('查看全文')
  })
})

describe('the history of a record', () => {
  const entry = (verb: string, more: Partial<HistoryEntry> = {}): HistoryEntry => ({
    at: '2026-11-24T02:00:00.000Z',
    by: 'u1',
    by_name: '王芳',
    verb,
    from_status: null,
    to_status: null,
    fields: [],
    reason: null,
    verdict: 'applied',
    ...more,
  })

  it('tells the newest first, with its reason', async () => {
    const entries = [entry('create'), entry('void', { reason: '重复登记' })]
    const html = (await shown(HistoryList, { kind: kind.code, entries })).replace(/<strong[^>]*>/g, '<strong>')
    expect(html.indexOf('<strong>作废')).toBeLessThan(html.indexOf('<strong>登记'))
    expect(html).toContain('重复登记')
  })

  it('says of what was refused that it did not take effect', async () => {
    expect(
      await shown(HistoryList, { kind: kind.code, entries: [entry('update', { verdict: 'rejected' })] }),
    ).toContain('▲ 未生效')
  })
})

describe('a tablet of the board', () => {
  const tablet = (state: TabletItem['state']) =>
    ({
      id: 't1',
      no: 'T1',
      name: '大堂平板',
      state,
      state_reason: null,
      enrolled_at: '2026-11-01T02:00:00.000Z',
      last_seen_at: null,
      app_version: null,
    }) as unknown as TabletItem
  const row = (state: TabletItem['state'], mayChange: boolean) => shown(TabletRow, { tablet: tablet(state), mayChange })

  it('can be released only while it is held, and revoked only while it is not', async () => {
    const offered = async (state: TabletItem['state']) =>
      [...(await row(state, true)).matchAll(/<button.*?<\/button>/gs)].map(([button]) =>
        button.replace(/<[^>]*>/g, '').trim(),
      )
    expect(await offered('active')).toEqual(['停用'])
    expect(await offered('quarantined')).toEqual(['解除隔离', '停用'])
    expect(await offered('revoked')).toEqual([])
  })

  it('offers nothing to whoever may only look', async () => {
    expect(await row('quarantined', false)).not.toContain('<button')
  })
})

describe('the state of a document', () => {
  it('is told in words whatever its shape', async () => {
    const marks = await Promise.all(['issued', 'failed', 'superseded'].map((state) => shown(DocumentMark, { state })))
    expect(marks.map((html) => /已出具|未能出具|已被新版替代/.exec(html)?.[0])).toEqual([
      '已出具',
      '未能出具',
      '已被新版替代',
    ])
  })
})
