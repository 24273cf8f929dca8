// How devices stand: by their open faults, since when they are down, and by the day's patrols.
import { expect, test } from 'vitest'
import type { RecordRow } from '@sync/client/ports.ts'
import type { Shown } from '@/device/tablet'
import { ReferenceIndex } from '@/reference'
import { guideFor } from '@/screens/kinds/assist_session/guide.ts'
import { monthOf, patrolsOf, standings } from '@/self_service_device/board.ts'

const NOW = Date.parse('2026-11-24T04:00:00.000Z')

function shown(id: string, kind: string, status: string, values: Record<string, unknown>): Shown {
  const row = { id, kind, status, values, at: '2026-11-24T01:00:00.000Z' } as unknown as RecordRow
  return { row, state: 'received', no: id }
}
const device = (id: string) => shown(id, 'self_service_device', 'normal', { device_no: id })
const fault = (id: string, of: string, from: string, status = 'reported') =>
  shown(id, 'fault_ticket', status, { machine_id: of, down_from: from })
const round = (id: string, deadline: string, status = 'due', kind = 'patrol') =>
  shown(id, 'inspection', status, { kind, deadline })

test('the device with open faults stands first, down since the oldest of them', () => {
  const faults = [fault('f1', 'B', '2026-11-24T03:00:00.000Z'), fault('f2', 'B', '2026-11-24T02:00:00.000Z')]
  const [first, second] = standings([device('A'), device('B')], faults)
  expect([first!.shown.no, first!.faults.length, first!.downFrom]).toEqual(['B', 2, '2026-11-24T02:00:00.000Z'])
  expect(second!.downFrom).toBeNull()
})

test('a restored fault holds no device down', () => {
  const [only] = standings([device('A')], [fault('f', 'A', '2026-11-24T02:00:00.000Z', 'restored')])
  expect(only!.faults).toEqual([])
})

test('a month counts the time without a device once, from its own beginning, and what came back', () => {
  const restored = (id: string, from: string, to: string, again = false) =>
    shown(id, 'fault_ticket', 'restored', { machine_id: 'A', down_from: from, restored_at: to, recurrence: again })
  const faults = [
    restored('f1', '2026-10-31T15:00:00.000Z', '2026-10-31T18:00:00.000Z'),
    restored('f2', '2026-11-10T02:00:00.000Z', '2026-11-10T05:00:00.000Z'),
    restored('f3', '2026-11-10T03:00:00.000Z', '2026-11-10T06:00:00.000Z', true),
    fault('f4', 'A', '2026-11-24T03:00:00.000Z'),
    fault('f5', 'B', '2026-11-24T03:00:00.000Z'),
  ]
  const hours = (month: ReturnType<typeof monthOf>) => ({ ...month, down: month.down / 3_600_000 })
  expect(hours(monthOf(device('A'), faults, NOW))).toEqual({ down: 2 + 4 + 1, began: 3, recurred: 1 })
})

test('a patrol is late once its time is over and it was not handed in', () => {
  const rounds = [
    round('1', '2026-11-24T03:30:00.000Z'),
    round('2', '2026-11-24T01:00:00.000Z', 'submitted'),
    round('3', '2026-11-24T07:30:00.000Z'),
  ]
  expect(patrolsOf(rounds, NOW).map(({ isDone, isLate }) => [isDone, isLate])).toEqual([
    [true, false],
    [false, true],
    [false, false],
  ])
})

test('rounds of other days and after closing are no patrols of today', () => {
  const rounds = [round('1', '2026-11-23T03:30:00.000Z'), round('2', '2026-11-24T09:45:00.000Z', 'due', 'closing')]
  expect(patrolsOf(rounds, NOW)).toEqual([])
})

test('the guide is the one of the operation at this type of device', () => {
  const index = new ReferenceIndex(() => '2026-11-24')
  const dated = { effective_from: '2026-01-01', effective_to: null, status: 'in_force' }
  const guide = (code: string, operation: string, devices: string[]) => {
    return { ...dated, code, zh: code, en: code, keys: '', operation, devices }
  }
  const items = [guide('SG01', 'withdrawal', ['ATM']), guide('SG04', 'open_card', ['STM'])]
  index.load([{ name: 'step_guides', items }] as never)
  expect(guideFor(index, 'ATM', 'withdrawal')?.code).toBe('SG01')
  expect(guideFor(index, 'STM', 'new_card')?.code).toBe('SG04')
  expect(guideFor(index, 'RPT', 'withdrawal')).toBeNull()
})
