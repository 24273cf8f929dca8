import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { merge, type Patch } from '../../../sync/merge.ts'
import { freeze, type Operation } from '../../../sync/operation.ts'
import type { Receipt } from '../../../sync/verdict.ts'
import { groupOf } from '../../../sync/client/effects.ts'
import { overlay } from '../../../sync/client/overlay.ts'
import { standing } from '../../../sync/client/op_state.ts'
import type { ConflictRow, OpRow, RecordRow } from '../../../sync/client/ports.ts'
import type { Scene } from '../../../sync/client/scene.ts'
import { DEVICE, TOY, keeper, names, serverRow, sha256 } from './toy.ts'

const id = names(7)
const RECORD = id()

type Said = Partial<Operation> & { verb: string; seq: number }

function op({ verb, seq, ...more }: Said, receipt: Partial<Receipt> | null = null, marks: Partial<OpRow> = {}): OpRow {
  const operation: Operation = {
    op_id: `op-${seq}`,
    device_id: DEVICE,
    op_seq: seq,
    type: `toy.${verb}@1`,
    record_id: RECORD,
    actor_id: keeper.id,
    grant_id: keeper.grantId,
    base: { rev: 1 },
    patch: null,
    command: null,
    deps: [],
    occurred_at: '2026-03-02T01:00:00.000Z',
    clock_offset: 5000,
    app_version: '1',
    ...more,
  }
  const text = freeze(operation)
  const row: OpRow = {
    ...{ op_seq: seq, op_id: `op-${seq}`, record_id: RECORD, kind: 'toy', verb, actor_id: keeper.id, at: '', text },
    ...{ hash: sha256(text), state: 'waiting', receipt: null, replaced_by: null, let_go: false },
  }
  return standing(row, { receipt: receipt as Receipt | null, ...marks })
}

const patch = (values: Record<string, unknown>, from: Record<string, unknown> = {}): Patch =>
  Object.fromEntries(Object.entries(values).map(([code, to]) => [code, { from: from[code] ?? null, to }]))
const create = (seq: number, values: Record<string, unknown>, receipt: Partial<Receipt> | null = null, marks = {}) =>
  op(
    { verb: 'create', seq, base: null, patch: patch(values), command: { args: { captured_offline: true } } },
    receipt,
    marks,
  )
const update = (
  seq: number,
  values: object,
  from: object,
  more: Partial<Operation> = {},
  receipt: Partial<Receipt> | null = null,
  marks = {},
) =>
  op({ verb: 'update', seq, patch: patch({ ...values }, { ...from }), command: { args: {} }, ...more }, receipt, marks)

function shown(ops: readonly OpRow[], base?: Partial<RecordRow>, conflicts: readonly ConflictRow[] = []) {
  const row = base && serverRow({ id: RECORD, values: { name: 'bear' }, ...base })
  const scene: Scene = { id: RECORD, base: row, local: undefined, ops, conflicts }
  return overlay(scene, TOY)
}

describe('what is shown of a record', () => {
  test('is the server’s row when nothing is pending', () => {
    expect(shown([], {})).toEqual({ row: null, tip: null })
    expect(shown([create(1, { name: 'bear' }, { verdict: 'applied', rev: 1 })], { rev: 1 })).toEqual({
      row: null,
      tip: null,
    })
  })

  test('is the capture while nobody else has it, at the time corrected by the clock’s error (MUST-31)', () => {
    const { row, tip } = shown([create(1, { name: 'bear', colour: null })])
    expect(row).toMatchObject({ rev: 0, no: null, status: 'new', values: { name: 'bear' }, captured_offline: true })
    expect(row!.at).toBe('2026-03-02T01:00:05.000Z')
    expect(tip).toBe('op-1')
  })

  test('has its number and revision as soon as the receipt tells them', () => {
    const { row, tip } = shown([create(1, { name: 'bear' }, { verdict: 'applied', rev: 1, no: 'TY-1' })])
    expect(row).toMatchObject({ rev: 1, no: 'TY-1' })
    expect(tip).toBeNull()
  })

  test('follows the operations in their order', () => {
    const first = update(2, { name: 'wolf' }, { name: 'bear' })
    const second = update(3, { name: 'fox' }, { name: 'wolf' }, { base: { after: 'op-2' } })
    const lent = op({ verb: 'lend', seq: 4, base: { after: 'op-3' }, command: { args: { colour: 'red' } } })
    const { row, tip } = shown([first, second, lent], {})
    expect(row).toMatchObject({ status: 'lent', values: { name: 'fox', colour: 'red' } })
    expect(tip).toBe('op-4')
  })

  test('leaves out what was refused and what builds on it', () => {
    const refused = update(2, { name: 'wolf' }, { name: 'bear' }, {}, { verdict: 'rejected' })
    const after = update(3, { colour: 'red' }, {}, { base: { after: 'op-2' } })
    const beside = update(4, { shelf: 's' }, {})
    expect(shown([refused, after], {})).toEqual({ row: null, tip: null })
    expect(shown([refused, after, beside], {})).toMatchObject({
      row: { values: { name: 'bear', shelf: 's' } },
      tip: 'op-4',
    })
  })

  test('puts a correction in the place of what it corrects, and what was held up after it', () => {
    const refused = update(2, { name: 'wolf' }, { name: 'bear' }, {}, { verdict: 'rejected' }, { replaced_by: 'op-5' })
    const after = update(3, { name: 'fox' }, { name: 'dog' }, { base: { after: 'op-2' } }, { verdict: 'deferred' })
    const again = update(5, { name: 'dog' }, { name: 'bear' }, { replaces: 'op-2' })
    expect(shown([refused, after, again], {}).row).toMatchObject({ values: { name: 'fox' } })
  })

  test('keeps a refused creation in sight until a person lets go of it', () => {
    const refused = { verdict: 'rejected' } as const
    expect(shown([create(1, { name: 'x' }, refused)]).row).toMatchObject({ rev: 0, values: { name: 'x' } })
    expect(shown([create(1, { name: 'x' }, refused, { let_go: true })]).row).toBeNull()
  })

  test('takes of a partly conflicting operation what the server took', () => {
    const receipt: Partial<Receipt> = { verdict: 'conflict', rev: 2, fields: ['name'] }
    const half = update(2, { name: 'wolf', colour: 'red' }, { name: 'bear' }, {}, receipt)
    expect(shown([half], { rev: 1 }).row).toMatchObject({ rev: 2, values: { name: 'bear', colour: 'red' } })
    const nothing = update(2, { name: 'wolf' }, { name: 'bear' }, {}, { verdict: 'conflict', fields: ['name'] })
    expect(shown([nothing], {}).row).toBeNull()
  })

  test('takes of a merged operation the fields the server names', () => {
    const receipt: Partial<Receipt> = { verdict: 'merged', rev: 3, fields: ['colour'] }
    const merged = update(2, { name: 'wolf', colour: 'red' }, { name: 'bear' }, {}, receipt)
    expect(shown([merged], { rev: 1 }).row).toMatchObject({ rev: 3, values: { name: 'bear', colour: 'red' } })
  })

  test('does not take a step again that the server’s row already shows', () => {
    const lent = op({ verb: 'lend', seq: 2, command: { args: { colour: 'red' } } })
    const { row, tip } = shown([lent], { rev: 2, status: 'lent', values: { name: 'bear', colour: 'blue' } })
    expect(row).toMatchObject({ status: 'lent', values: { colour: 'blue' } })
    expect(tip).toBeNull()
  })

  test('shows a choice between conflicting values at once', () => {
    const fields = { name: ['bear', 'mine', 'theirs'], status: [null, 'lent', 'new'] } as ConflictRow['fields']
    const conflict = { id: 'c', record_id: RECORD, kind: 'toy', fields, actor_id: '', at: '', resolved_by: null }
    const args = { conflict_id: 'c', choose: { name: 'mine', status: 'theirs' } }
    const chosen = op({ verb: 'resolve', seq: 2, command: { args } })
    expect(shown([chosen], { values: { name: 'theirs' } }, [conflict]).row).toMatchObject({
      status: 'new',
      values: { name: 'mine' },
    })
  })

  test('of a record that left is nothing, though a correction still waits', () => {
    expect(shown([update(2, { name: 'x' }, { name: 'bear' })]).row).toBeNull()
  })
})

const value = fc.constantFrom(null, 'a', 'b', 'c')
const values = fc.record({ name: value, colour: value, shelf: value, box: value })
const present = (all: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(all).filter(([, each]) => each !== null))

describe('properties', () => {
  test('I10: what is expected of a correction is what the merge decides', () => {
    fc.assert(
      fc.property(
        values,
        values,
        values,
        fc.uniqueArray(fc.constantFrom('name', 'colour', 'shelf', 'box')),
        (was, now, to, codes) => {
          const touched = Object.fromEntries(codes.map((code) => [code, to[code]]))
          const sent = patch(touched, was)
          const merged = merge(sent, present(now), present(now), (code) => groupOf(TOY, code))
          const { row, tip } = shown([op({ verb: 'update', seq: 2, patch: { ...sent }, command: { args: {} } })], {
            values: present(now),
          })
          expect(row!.values).toEqual(present({ ...now, ...merged.set }))
          expect(tip === null).toBe(Object.keys(merged.set).length === 0)
        },
      ),
    )
  })

  test('deriving again from the same sources changes nothing, whatever order the rows were read in', () => {
    const verdicts = fc.constantFrom(null, 'stored', 'applied', 'rejected', 'blocked', 'deferred', 'conflict')
    fc.assert(
      fc.property(fc.array(fc.tuple(values, verdicts), { maxLength: 6 }), fc.boolean(), (all, isBased) => {
        const ops = all.map(([each, verdict], index) =>
          update(
            index + 2,
            present(each),
            {},
            {},
            verdict && { verdict, ...(verdict === 'applied' ? { rev: index + 2 } : {}) },
          ),
        )
        const base = isBased ? { rev: 3 } : undefined
        expect(shown(ops, base)).toEqual(shown(ops, base))
        expect(shown([...ops].reverse(), base)).toEqual(shown(ops, base))
      }),
    )
  })
})
