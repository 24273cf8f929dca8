// What the day is run by: own use, the queue, emergencies, the meeting and the hand-over.
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { captureErrors } from '../../../sync/validation.ts'
import { kindOf, wholeContract } from '../../../pwa/src/contract.ts'
import type { Shown } from '../../../pwa/src/device/tablet.ts'
import { ReferenceIndex } from '../../../pwa/src/reference/index.ts'
import { begun, emergencyKind, standing } from '../../../pwa/src/screens/emergency/emergency.ts'
import { filledIn, shiftAt } from '../../../pwa/src/screens/kinds/handover/filled_in.ts'
import { findings, prepared } from '../../../pwa/src/screens/kinds/meeting_note/prepared.ts'
import { estimate, keepQueue, queueNow } from '../../../pwa/src/screens/kinds/queue_snapshot/queue_now.ts'
import { noteUse, usesOf } from '../../../pwa/src/screens/today/kind_use.ts'
import { CONFLICTS, HISTORY, NOW, OPS, RECORDS } from '../../fakes/morning.ts'
import { PERSON } from '../../fakes/state.ts'
import { referenceIndex } from '../../fakes/reference.ts'
import { FakeTablet } from '../../fakes/tablet.ts'

beforeAll(wholeContract)
beforeEach(() => {
  const kept = new Map<string, string>()
  const setItem = (name: string, value: string) => void kept.set(name, value)
  vi.stubGlobal('localStorage', { getItem: (name: string) => kept.get(name) ?? null, setItem })
})
afterEach(() => vi.unstubAllGlobals())

const DAY = 86_400_000
const INDEX = new ReferenceIndex()
const SHIFTS = referenceIndex()
const tablet = new FakeTablet({ records: RECORDS, ops: OPS, conflicts: CONFLICTS, history: HISTORY, now: () => NOW })
const records: readonly Shown[] = await tablet.records({ limit: 100 })
const shown = (kind: string, status: string, values: Record<string, unknown> = {}): Shown => ({
  ...records[0]!,
  state: 'received',
  row: { ...records[0]!.row, id: `01935b1e-7c00-7000-8000-0000000000${kind.length}f`, kind, status, values },
})

describe('own use', () => {
  it('counts by person over thirty days and forgets what is older', () => {
    noteUse('a', 'consultation', NOW - 31 * DAY)
    noteUse('a', 'consultation', NOW)
    noteUse('a', 'consultation', NOW)
    noteUse('b', 'lead', NOW)
    expect([...usesOf('a', NOW)]).toEqual([['consultation', 2]])
  })
})

describe('the queue', () => {
  it('is counted on through the day, and begins empty the next with the windows of the last', () => {
    keepQueue({ waiting: 9, windows: 3, captured: NOW }, NOW)
    expect(queueNow(NOW).waiting).toBe(9)
    expect(queueNow(NOW + DAY)).toEqual({ waiting: 0, windows: 3, captured: 0 })
  })

  it('takes as long as its windows need, and one window at least', () => {
    expect(estimate({ waiting: 9, windows: 2, captured: 0 }, 8)).toBe(36)
    expect(estimate({ waiting: 2, windows: 0, captured: 0 }, 8)).toBe(16)
  })
})

describe('an emergency', () => {
  it('is recorded with one tap: what the card knows makes a whole record', () => {
    const kind = emergencyKind('real')!
    const values = begun(kind, 'fire', new Date(NOW).toISOString())
    expect(captureErrors(kind, values)).toEqual([])
    expect(values.started_at).toBe(new Date(NOW).toISOString())
  })

  it('that is under way is gone on with, and so is a drill that is planned', () => {
    const real = shown('incident', 'under_way', { scenario: 'fire' })
    const planned = shown('drill', 'planned', { scenario: 'fire' })
    const over = shown('incident', 'archived', { scenario: 'fire' })
    expect(standing([real, planned, over], emergencyKind('real')!, 'fire')).toEqual([real])
    expect(standing([real, planned, over], emergencyKind('practice')!, 'fire')).toEqual([planned])
    expect(standing([real], emergencyKind('real')!, 'robbery')).toEqual([])
  })
})

describe('a meeting', () => {
  const known = {
    records,
    devices: [shown('self_service_device', 'down')],
    last: null,
    person: { id: PERSON, name: '周敏' },
    now: NOW,
  }

  it('looks at what is refused, late, broken and due', () => {
    const counts = Object.fromEntries(findings(known).map(({ label, records: found }) => [label, found.length]))
    expect(counts).toMatchObject({ refused: 2, late: 2, devices: 1 })
  })

  it('has its agenda, and the tasks that the last one left', () => {
    const tasks = [
      { what: '更换防滑地垫', owner: '李晓', due_on: '2026-11-25' },
      { what: '张贴公告', owner: '王芳', due_on: '2026-11-23', done: true },
    ]
    const last = { attendees: [{ name: '王芳', absent: true }], tasks }
    const values = prepared({ ...known, last }, kindOf('meeting_note')!, INDEX)
    expect(values).toMatchObject({ type: 'morning', host: '周敏', attendees: [{ name: '王芳' }], tasks: [tasks[0]] })
    expect((values.agenda as { topic: string }[]).map((each) => each.topic)).toContain('逾期未办 2 项')
    expect(captureErrors(kindOf('meeting_note')!, { ...values, held_at: new Date(NOW).toISOString() })).toEqual([])
  })
})

describe('a hand-over', () => {
  const queue = { waiting: 6, windows: 3, captured: NOW }
  const known = { records, devices: [], last: null, queue, person: PERSON, now: NOW }

  it('names the shift of the branch that has been at work for a while, by the bank’s clock', () => {
    const at = (clock: string) => shiftAt(Date.parse(`2026-11-24T${clock}:00.000+08:00`), SHIFTS)
    expect(['07:50', '12:40', '14:00', '17:10'].map(at)).toEqual(['morning', 'morning', 'afternoon', 'closing'])
    expect(shiftAt(NOW, INDEX)).toBeNull()
  })

  it('brings open tickets, the queue as it was counted, and the keys of the last shift', () => {
    const keys = [{ item: '填单台抽屉钥匙', count: 1, complete: true }]
    const values = filledIn({ ...known, last: { keys } }, SHIFTS)
    expect(values).toMatchObject({ shift: 'morning', waiting: 6, windows_open: 3, keys })
    expect((values.open_tickets as string[]).length).toBeGreaterThan(0)
  })

  it('says nothing of a queue that nobody counted', () => {
    expect(filledIn({ ...known, queue: { ...queue, captured: 0 } }, INDEX)).not.toHaveProperty('waiting')
  })

  it('explains a device that is not in order by its fault', () => {
    const device = shown('self_service_device', 'down')
    const fault = shown('fault_ticket', 'submitted', { machine_id: device.row.id })
    const [told] = filledIn({ ...known, records: [fault], devices: [device] }, INDEX).devices as Record<
      string,
      unknown
    >[]
    expect(told).toMatchObject({ machine_id: device.row.id, state: 'down' })
  })
})
