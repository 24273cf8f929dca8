// What the screens list, in which order.
import { describe, expect, it } from 'vitest'
import { contract } from '../../../pwa/src/contract.ts'
import type { Shown } from '../../../pwa/src/device/tablet.ts'
import { byDay, matches } from '../../../pwa/src/screens/ledger/ledger_list.ts'
import { historyLines } from '../../../pwa/src/screens/ledger/history_lines.ts'
import { linkedRecords } from '../../../pwa/src/screens/ledger/linked_records.ts'
import { byState, ofToday, quickKinds } from '../../../pwa/src/screens/today/day_figures.ts'
import { byTerm, dueList } from '../../../pwa/src/screens/today/due_list.ts'
import { CONFLICTS, HISTORY, NOW, OPS, RECORDS, idOf } from '../../fakes/morning.ts'
import { PERSON } from '../../fakes/state.ts'
import { FakeTablet } from '../../fakes/tablet.ts'

const tablet = new FakeTablet({ records: RECORDS, ops: OPS, conflicts: CONFLICTS, history: HISTORY })
const all: Shown[] = await tablet.records({ limit: 100 })

describe('what is to be done today', () => {
  const entries = dueList(all, NOW)
  const reasons = entries.map((entry) => (entry.mine ? 'mine' : entry.late ? 'late' : entry.status.tone))

  it('stands in the order of its pressure', () => {
    expect(reasons).toEqual(['mine', 'mine', 'late', 'late', 'attention', 'attention', 'waiting', 'waiting'])
  })

  it('stands under its headings, with nothing lost', () => {
    const parts = byTerm(entries, NOW)
    expect(parts.map((part) => part.term)).toEqual(
      ['mine', 'late', 'today', 'later', 'open'].filter((term) => parts.some((part) => part.term === term)),
    )
    expect(parts.flatMap((part) => part.entries)).toHaveLength(entries.length)
    expect(parts[0]!.entries.every((entry) => entry.mine)).toBe(true)
  })

  it('asks everybody to read what must be read, until they have', () => {
    const bulletin = (acks: string[]): Shown => ({
      ...all[0]!,
      state: 'received',
      row: { ...all[0]!.row, kind: 'product_bulletin', status: 'published', values: { must_read: true, acks } },
    })
    expect(dueList([bulletin([])], NOW, PERSON)).toHaveLength(1)
    expect(dueList([bulletin([PERSON])], NOW, PERSON)).toEqual([])
  })

  it('leaves out what is finished', () => {
    expect(entries.some((entry) => entry.status.final)).toBe(false)
  })

  it('skips a kind that this version does not know', () => {
    const strange = { ...all[0]!, row: { ...all[0]!.row, kind: 'not_yet' } }
    expect(dueList([strange], NOW)).toEqual([])
  })
})

describe('figures of the day', () => {
  it('count only the bank’s day', () => {
    expect(ofToday(all, NOW)).toHaveLength(9)
  })

  it('count every record in one state', () => {
    expect([...byState(all).values()].reduce((sum, n) => sum + n, 0)).toBe(all.length)
  })

  it('put the visit first, then what this person captures most, weighed by the time of day', () => {
    const order = (uses: [string, number][], now = NOW) =>
      quickKinds(contract.kinds, new Map(uses), now).map((kind) => kind.code)
    expect(order([['lost_item', 9]]).slice(0, 2)).toEqual(['reception', 'lost_item'])
    const noon = Date.parse('2026-11-24T04:30:00.000Z')
    expect(order([], noon).indexOf('handover')).toBeLessThan(order([], noon).indexOf('consultation'))
  })
})

describe('the ledger', () => {
  it('finds what needs me, what is open, and one kind', () => {
    expect(all.filter((shown) => matches(shown, 'mine'))).toHaveLength(2)
    expect(all.filter((shown) => matches(shown, 'open'))).toHaveLength(8)
    expect(all.filter((shown) => matches(shown, 'kind:lost_item'))).toHaveLength(1)
  })

  it('stands under its days, newest first, with nothing lost', () => {
    const days = byDay(all)
    expect(days.map((each) => each.day)).toEqual(['2026-11-24', '2026-11-23'])
    expect(days.flatMap((each) => each.rows)).toEqual(all)
  })
})

describe('one record', () => {
  it('is linked with those it names and those that name it', async () => {
    const linkedOf = async (n: number) =>
      (await linkedRecords(tablet, (await tablet.record(idOf(n)))!)).map((each) => each.row.id)
    expect(await linkedOf(3)).toEqual([idOf(2)])
    expect(await linkedOf(2)).toEqual([idOf(3)])
  })

  it('tells its history by the bank, and what the bank does not know yet', async () => {
    const detail = (await tablet.record(idOf(8)))!
    expect(historyLines(detail, []).map((line) => line.pending)).toEqual([true])
    const ticket = (await tablet.record(idOf(3)))!
    const lines = historyLines(ticket, HISTORY[idOf(3)]!)
    expect(lines.map((line) => line.title)).toEqual(['回复', '开始处理', '登记'])
    expect(lines[0]!.text).toBe('何平（信贷部门） · 已回复 · 回复、结果')
  })
})
