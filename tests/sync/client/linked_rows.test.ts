// What a record works out from another one is worked out anew at each step, from what the tablet holds of the other then.
import { expect, test } from 'vitest'
import type { RecordRow } from '../../../sync/client/ports.ts'
import { R1, bench, captured, keeper, serverRow, type Bench } from './toy.ts'

const OTHER = 'another'
const DERIVED = { field: 'due', rule: 'linked_stands_in', arguments: { of: 'box', states: '=lent' } }
const kind = {
  derived: [DERIVED],
  rules: [{ code: 'box_is_lent', field: 'box', when: ['eq', 'status', 'lent'], must: ['not', ['eq', 'due', false]] }],
} as const
const occasion = () => ({ day: '2026-03-02', ages: [], oldest: 'old' })
const lend = { name: 'bear', shelf: 'a', box: OTHER }

/** The server's row as a pull would leave it. */
async function holds({ engine, store }: Bench, row: RecordRow): Promise<void> {
  const head = await engine.head()
  const next = { table: 'head', key: 'head', value: { ...head, version: head.version + 1 } } as const
  await store.commit([{ table: 'base0', key: row.id, value: row }, next], head.version)
}

test('a step that the other record does not allow yet is held up, and goes on when it does', async () => {
  const made = bench({ kind, occasion })
  await holds(made, serverRow({ id: OTHER }))
  const recordId = await captured(made, lend)
  const held = await made.engine.command(keeper, recordId, 'lend', { colour: 'red' })
  expect(held).toMatchObject({ ok: false, faults: [{ code: 'box_is_lent', field: 'box' }] })
  await holds(made, serverRow({ id: OTHER, rev: 2, status: 'lent' }))
  expect((await made.engine.record(recordId))?.values.due).toBe(true)
  expect(await made.engine.command(keeper, recordId, 'lend', { colour: 'red' })).toMatchObject({ ok: true })
})

test('of a record that is not here nothing is worked out: what the server said stands', async () => {
  const made = bench({ kind, occasion })
  await holds(made, serverRow({ id: R1, values: { ...lend, due: false } }))
  expect((await made.engine.record(R1))?.values.due).toBe(false)
})
