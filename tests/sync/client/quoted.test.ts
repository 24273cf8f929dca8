// What a record says of another one stays as it was read, however the other goes on.
import { expect, test } from 'vitest'
import type { Operation } from '../../../sync/operation.ts'
import type { RecordRow } from '../../../sync/client/ports.ts'
import { TOY, bench, captured, keeper, serverRow, type Bench } from './toy.ts'

const OTHER = 'another'
const QUOTING = { code: 'read', type: 'text' as const, max: 50, quotes: 'box.colour' }
const lend = { ...TOY.life_cycle.commands[0]!, args: ['colour', 'box', 'read'] }
const kind = {
  fields: [...TOY.fields, QUOTING],
  life_cycle: { ...TOY.life_cycle, commands: [lend, ...TOY.life_cycle.commands.slice(1)] },
}

async function holds({ engine, store }: Bench, row: RecordRow): Promise<void> {
  const head = await engine.head()
  const next = { table: 'head', key: 'head', value: { ...head, version: head.version + 1 } } as const
  await store.commit([{ table: 'base0', key: row.id, value: row }, next], head.version)
}

const other = (colour: string, rev = 1) => serverRow({ id: OTHER, rev, values: { name: 'bear', colour } })
const sent = async ({ store }: Bench, op: number) => JSON.parse((await store.get('ops', op))!.text) as Operation

test('a capture keeps what the other record said when it was made', async () => {
  const made = bench({ kind })
  await holds(made, other('red'))
  await captured(made, { name: 'fox', shelf: 'a', box: OTHER })
  expect((await sent(made, 1)).patch!.read).toEqual({ from: null, to: 'red' })
  await holds(made, other('blue', 2))
  expect((await sent(made, 1)).patch!.read).toEqual({ from: null, to: 'red' })
})

test('a step and a correction that name another one say what that one says now', async () => {
  const made = bench({ kind })
  await holds(made, other('red'))
  const recordId = await captured(made, { name: 'fox', shelf: 'a' })
  await made.engine.command(keeper, recordId, 'lend', { colour: 'green', box: OTHER })
  expect((await sent(made, 2)).command!.args).toMatchObject({ box: OTHER, read: 'red' })
  await made.engine.correct(keeper, recordId, { box: null }, 'it was another')
  expect((await sent(made, 3)).patch!.read).toEqual({ from: 'red', to: null })
})

test('what names nobody says nothing of anybody, and what is not touched stays', async () => {
  const made = bench({ kind })
  const recordId = await captured(made, { name: 'fox', shelf: 'a', box: OTHER })
  expect((await sent(made, 1)).patch).not.toHaveProperty('read')
  await holds(made, other('red'))
  await made.engine.correct(keeper, recordId, { colour: 'green' }, 'its colour')
  expect((await sent(made, 2)).patch).not.toHaveProperty('read')
})
