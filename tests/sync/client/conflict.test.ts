import { describe, expect, test } from 'vitest'
import type { Operation } from '../../../sync/operation.ts'
import type { OpRow } from '../../../sync/client/ports.ts'
import { FakeServer } from './fake_server.ts'
import { R1, bench, captured, holding, keeper, type Bench } from './toy.ts'

const operation = (op: OpRow | undefined) => JSON.parse(op!.text) as Operation

describe('a conflict', () => {
  async function conflicting(): Promise<Bench & { id: string; server: FakeServer }> {
    const server = new FakeServer()
    const made = bench({ transport: server })
    const id = await captured(made)
    await made.engine.sync()
    await made.engine.correct(keeper, id, { name: 'mine', colour: 'red' }, 'a slip')
    server.write({ ...server.state.rows.get(id)!, rev: 2, values: { name: 'theirs' } })
    await made.engine.sync()
    return { ...made, id, server }
  }

  test('I10, I11: shows what stands, keeps what was meant, and asks a person', async () => {
    const { engine, store, id } = await conflicting()
    expect(await engine.record(id)).toMatchObject({ values: { name: 'theirs', colour: 'red' } })
    expect(await store.all('conflicts')).toMatchObject([
      { fields: { name: ['bear', 'mine', 'theirs'] }, resolved_by: null },
    ])
    expect((await engine.head()).counts.attention).toBe(1)
  })

  test('MUST-25: is resolved by a choice for every field, which settles the operation that met it', async () => {
    const { engine, store, id, server } = await conflicting()
    const [conflict] = await store.all('conflicts')
    expect(await engine.resolve(keeper, conflict!.id, {})).toEqual({ ok: false, refused: 'choice_needed' })
    expect(await engine.resolve(keeper, conflict!.id, { name: 'mine' })).toMatchObject({ ok: true })
    expect(await engine.record(id)).toMatchObject({ values: { name: 'mine', colour: 'red' } })
    expect((await engine.head()).counts).toEqual({ waiting: 1, attention: 0, done: 1, settled: 1 })
    expect(operation(await store.get('ops', 3))).toMatchObject({
      replaces: conflict!.id,
      command: { args: { conflict_id: conflict!.id, choose: { name: 'mine' } } },
    })
    expect(await engine.resolve(keeper, conflict!.id, { name: 'mine' })).toEqual({
      ok: false,
      refused: 'conflict_resolved',
    })
    await engine.sync()
    expect(server.state.rows.get(id)!.values).toMatchObject({ name: 'mine' })
    expect(await store.all('conflicts')).toEqual([])
  })

  test('I8: what was chosen stays shown between the end of the conflict and the row that tells of it', async () => {
    const { engine, store, id, server } = await conflicting()
    const [conflict] = await store.all('conflicts')
    await engine.resolve(keeper, conflict!.id, { name: 'mine' })
    server.pageSize = 1
    let pulls = 0
    server.intercept = (method) => (method === 'GET' && (pulls += 1) > 1 ? server.answer(503, {}) : null)
    await engine.sync()
    await engine.correct(keeper, id, { colour: 'blue' }, 'a slip')
    expect(await engine.record(id)).toMatchObject({ values: { name: 'mine', colour: 'blue' } })
    server.intercept = () => null
    await engine.sync()
    expect(await store.all('conflicts')).toEqual([])
    expect(await engine.record(id)).toMatchObject({ values: { name: 'mine', colour: 'blue' } })
  })

  test('I8: what was chosen stays shown while other rights make the tablet download anew', async () => {
    const { engine, store, id, server } = await conflicting()
    const [conflict] = await store.all('conflicts')
    await engine.resolve(keeper, conflict!.id, { name: 'mine' })
    server.entitlement = 'other rights'
    let pulls = 0
    server.intercept = (method) => (method === 'GET' && (pulls += 1) > 1 ? server.answer(503, {}) : null)
    await engine.sync()
    expect((await engine.head()).bootstrap).not.toBeNull()
    await engine.correct(keeper, id, { colour: 'blue' }, 'a slip')
    expect(await engine.record(id)).toMatchObject({ values: { name: 'mine', colour: 'blue' } })
    server.intercept = () => null
    await engine.sync()
    expect(await store.all('conflicts')).toEqual([])
    expect(await engine.record(id)).toMatchObject({ values: { name: 'mine', colour: 'blue' } })
  })

  test('that is over leaves nothing to choose', async () => {
    const { engine, store, server } = await conflicting()
    const [conflict] = await store.all('conflicts')
    await engine.resolve(keeper, conflict!.id, { name: 'mine' })
    server.resolveElsewhere(conflict!.id)
    server.intercept = (method) => (method === 'GET' ? server.answer(503, {}) : null)
    await engine.sync()
    expect(await store.all('conflicts')).toEqual([])
  })

  test('that somebody else resolved needs nobody here', async () => {
    const { engine, store, server, id } = await conflicting()
    server.resolveElsewhere([...server.state.conflicts.keys()][0]!)
    await engine.sync()
    expect(await store.all('conflicts')).toEqual([])
    expect((await engine.head()).counts).toEqual({ waiting: 0, attention: 0, done: 1, settled: 1 })
    expect(await engine.record(id)).toMatchObject({ values: { name: 'theirs' } })
  })

  test('whose resolution is refused is open again', async () => {
    const { engine, store, server } = await conflicting()
    const [conflict] = await store.all('conflicts')
    await engine.resolve(keeper, conflict!.id, { name: 'mine' })
    server.refuses = (each) => each.type === 'toy.resolve@1'
    await engine.sync()
    expect(await store.all('conflicts')).toMatchObject([{ resolved_by: null }])
    server.refuses = () => false
    expect(await engine.resolve(keeper, conflict!.id, { name: 'theirs' })).toMatchObject({ ok: true })
    expect((await store.get('ops', 3))!.state).toBe('settled')
  })

  test('I10: a group is chosen as one', async () => {
    const made = await holding({ name: 'bear', shelf: 's1', box: 'b1' })
    const fields = { shelf: ['a', 'b', 'c'], box: ['a', 'b', 'c'] } as Record<string, [string, string, string]>
    const row = { id: 'c1', record_id: R1, kind: 'toy', fields, actor_id: 'x', at: '', resolved_by: null }
    const head = await made.engine.head()
    const next = { table: 'head', key: 'head', value: { ...head, version: 2 } } as const
    await made.store.commit([{ table: 'conflicts', key: 'c1', value: row }, next], 1)
    const split = await made.engine.resolve(keeper, 'c1', { shelf: 'mine', box: 'theirs' })
    expect(split).toEqual({ ok: false, refused: 'group_split' })
    expect(await made.engine.resolve(keeper, 'c2', {})).toEqual({ ok: false, refused: 'no_such_conflict' })
  })
})
