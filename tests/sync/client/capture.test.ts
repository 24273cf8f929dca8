import { describe, expect, test } from 'vitest'
import type { Operation } from '../../../sync/operation.ts'
import { FIRST_HEAD } from '../../../sync/client/head.ts'
import { StoreFailed, type OpRow, type RecordRow } from '../../../sync/client/ports.ts'
import { R1, bench, captured, holding, keeper, type Bench } from './toy.ts'
import { FakeServer } from './fake_server.ts'

const operation = (op: OpRow | undefined) => JSON.parse(op!.text) as Operation

describe('a capture', () => {
  test('is one commit: operation, row, draft and counts together', async () => {
    const made = bench()
    await made.engine.saveDraft({ id: 'd', actor_id: 'a', kind: 'toy', values: {}, about: null, updated_at: '' })
    const before = (await made.engine.head()).version
    const saved = await made.engine.capture(keeper, 'toy', { name: ' bear ' }, { draftId: 'd' })
    const head = await made.engine.head()
    expect(saved).toMatchObject({ ok: true, opSeqs: [1] })
    expect(head).toMatchObject({ version: before + 1, op_seq: 1, counts: { waiting: 1 } })
    expect(await made.store.all('drafts')).toEqual([])
    expect(await made.store.all('local')).toMatchObject([
      { values: { name: 'bear' }, created_by_name: keeper.name, rev: 0 },
    ])
  })

  test('that is sealed is judged by what it says, keeps only the box, and shows nothing here', async () => {
    const made = bench({ kind: { sealed: true } })
    const sealed = { recordId: R1, box: 'BOX' }
    const wrong = await made.engine.capture(keeper, 'toy', { name: '' }, { sealed })
    expect(wrong).toMatchObject({ ok: false, faults: [{ field: 'name' }] })
    await made.engine.capture(keeper, 'toy', { name: 'bear' }, { sealed })
    const op = await made.store.get('ops', 1)
    expect(operation(op).patch).toEqual({ sealed: { from: null, to: 'BOX' } })
    expect(op!.text).not.toContain('bear')
    expect(await made.store.all('local')).toEqual([])
  })

  test('that was sealed and refused is written anew, sealed again under the same record', async () => {
    const server = new FakeServer()
    server.refuses = (each) => each.patch?.sealed?.to === 'BOX'
    const made = bench({ kind: { sealed: true }, transport: server })
    await made.engine.capture(keeper, 'toy', { name: 'bear' }, { sealed: { recordId: R1, box: 'BOX' } })
    await made.engine.sync()
    const wrong = await made.engine.replace(keeper, 1, { name: '' }, undefined, 'ANOTHER')
    expect(wrong).toMatchObject({ ok: false, faults: [{ field: 'name' }] })
    expect(await made.engine.replace(keeper, 1, { name: 'fox' }, undefined, 'ANOTHER')).toMatchObject({ ok: true })
    const [first, again] = [await made.store.get('ops', 1), await made.store.get('ops', 2)]
    expect(operation(again)).toMatchObject({ record_id: R1, replaces: first!.op_id, base: null })
    expect(operation(again).patch).toEqual({ sealed: { from: null, to: 'ANOTHER' } })
    expect(operation(again).occurred_at).toBe(operation(first).occurred_at)
    expect(first!.replaced_by).toBe(again!.op_id)
    expect(again!.text).not.toContain('fox')
    expect(await made.store.all('local')).toEqual([])
  })

  test('with a fault writes nothing and says at which field', async () => {
    const made = bench()
    const saved = await made.engine.capture(keeper, 'toy', { name: '', box: 'b' })
    expect(saved).toEqual({
      ok: false,
      faults: [
        { code: 'required', field: 'name' },
        { code: 'box_needs_shelf', field: 'shelf' },
      ],
    })
    expect(await made.engine.head()).toEqual(FIRST_HEAD)
  })

  test('that the store cannot keep is not shown as saved, and the next one takes its place in the queue (I1, I2)', async () => {
    const faults = ['abort', 'none'] as const
    let count = 0
    const made = bench({ fault: () => faults[count++] ?? 'none' })
    await expect(captured(made)).rejects.toBeInstanceOf(StoreFailed)
    expect(await made.store.all('local')).toEqual([])
    await captured(made)
    expect((await made.store.opsIn('waiting', 0, 9)).map((op) => op.op_seq)).toEqual([1])
  })

  test('of somebody whose role may not is refused', async () => {
    const guest = { ...keeper, roles: ['guest'] }
    expect(await bench().engine.capture(guest, 'toy', { name: 'x' })).toEqual({ ok: false, refused: 'not_permitted' })
    expect(await bench().engine.capture(keeper, 'ghost', {})).toEqual({ ok: false, refused: 'unknown_kind' })
  })

  test('at one time with others keeps every one, gapless (I1, I2)', async () => {
    const made = bench()
    await Promise.all(Array.from({ length: 20 }, () => captured(made)))
    const places = (await made.store.opsIn('waiting', 0, 99)).map((op) => op.op_seq)
    expect(places).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
  })

  test('in two tabs at one time keeps both', async () => {
    const first = bench()
    const second = bench({ store: first.store, prefix: 2 })
    await Promise.all([captured(first), captured(second), captured(first), captured(second)])
    expect((await first.store.opsIn('waiting', 0, 99)).map((op) => op.op_seq)).toEqual([1, 2, 3, 4])
  })

  test('MUST-30: happened when the person says, by the clock of the tablet', async () => {
    const made = bench()
    await made.engine.capture(keeper, 'toy', { name: 'x' }, { at: '2026-03-01T00:00:00.000Z' })
    expect((await made.store.get('ops', 1))!.at).toBe('2026-03-01T00:00:00.000Z')
  })
})

describe('a record started from another', () => {
  test('takes the step of its origin in the same commit, which depends on it (I5)', async () => {
    const made = bench()
    const origin = await captured(made)
    const command = { verb: 'lend', args: { colour: 'red' } }
    const saved = await made.engine.capture(keeper, 'toy', { name: 'cub' }, { origin: { recordId: origin, command } })
    expect(saved).toMatchObject({ ok: true, opSeqs: [2, 3] })
    const [first, created, lent] = await made.store.opsIn('waiting', 0, 9)
    expect(operation(created)).toMatchObject({ deps: [first!.op_id], base: null })
    expect(operation(lent)).toMatchObject({ deps: [created!.op_id], base: { after: first!.op_id }, record_id: origin })
    expect(await made.engine.record(origin)).toMatchObject({ status: 'lent', values: { colour: 'red' } })
  })

  test('is not made when the step cannot be taken', async () => {
    const made = bench()
    const origin = await captured(made)
    const command = { verb: 'give_back', args: {}, reason: 'x' }
    const saved = await made.engine.capture(keeper, 'toy', { name: 'cub' }, { origin: { recordId: origin, command } })
    expect(saved).toEqual({ ok: false, refused: 'wrong_status' })
    expect(await made.store.opsIn('waiting', 0, 9)).toHaveLength(1)
  })
})

describe('a correction', () => {
  test('MUST-20: says what was shown and what it becomes, of touched fields only', async () => {
    const made = await holding({ name: 'bear', colour: 'red' })
    await made.engine.correct(keeper, R1, { name: 'wolf', colour: 'red' }, 'a slip')
    const made1 = operation(await made.store.get('ops', 1))
    expect(made1).toMatchObject({ type: 'toy.update@1', base: { rev: 4 }, command: { args: {}, reason: 'a slip' } })
    expect(made1.patch).toEqual({ name: { from: 'bear', to: 'wolf' } })
  })

  test('MUST-22: carries its whole group, untouched members as they were shown', async () => {
    const made = await holding({ name: 'bear', shelf: 's**', box: 'b1' })
    await made.engine.correct(keeper, R1, { box: 'b2' }, 'a slip')
    const { patch } = operation(await made.store.get('ops', 1))
    expect(patch).toEqual({ box: { from: 'b1', to: 'b2' }, shelf: { from: 's**', to: 's**' } })
  })

  test('MUST-4: of something not decided yet names the operation it came after', async () => {
    const made = bench()
    const id = await captured(made)
    await made.engine.correct(keeper, id, { name: 'wolf' }, 'a slip')
    await made.engine.correct(keeper, id, { name: 'fox' }, 'another')
    const [created, first, second] = await made.store.opsIn('waiting', 0, 9)
    expect(operation(first).base).toEqual({ after: created!.op_id })
    expect(operation(second)).toMatchObject({
      base: { after: first!.op_id },
      patch: { name: { from: 'wolf', to: 'fox' } },
    })
    expect(await made.engine.record(id)).toMatchObject({ values: { name: 'fox' } })
  })

  test('without a reason, or with one no operation can carry, is a fault', async () => {
    const made = await holding({ name: 'bear' })
    const fault = (reason: string) => made.engine.correct(keeper, R1, { name: 'x' }, reason)
    expect(await fault(' ')).toEqual({ ok: false, faults: [{ code: 'reason_required', field: 'reason' }] })
    expect(await fault('x'.repeat(501))).toEqual({ ok: false, faults: [{ code: 'too_long', field: 'reason' }] })
  })

  test('of nothing, of a void record or of an unknown one is refused', async () => {
    const made = await holding({ name: 'bear' })
    const voided = await holding({ name: 'bear' }, { status: 'voided' })
    const refused = (refused: string) => ({ ok: false, refused })
    expect(await made.engine.correct(keeper, R1, { name: 'bear' }, 'why')).toEqual(refused('nothing_changed'))
    expect(await made.engine.correct(keeper, 'none', { name: 'x' }, 'why')).toEqual(refused('no_such_record'))
    expect(await voided.engine.correct(keeper, R1, { name: 'x' }, 'why')).toEqual(refused('wrong_status'))
  })
})

describe('a step of the life cycle', () => {
  test('is shown at once, and judged again by the server', async () => {
    const made = await holding({ name: 'bear' })
    expect(await made.engine.command(keeper, R1, 'lend', { colour: 'red' })).toMatchObject({ ok: true })
    expect(await made.engine.record(R1)).toMatchObject({ status: 'lent', rev: 4, values: { colour: 'red' } })
    const sent = operation(await made.store.get('ops', 1))
    expect(sent).toMatchObject({
      type: 'toy.lend@1',
      patch: null,
      base: { rev: 4 },
      command: { args: { colour: 'red' } },
    })
  })

  test('that lacks something is a fault; that may not be taken is refused', async () => {
    const { engine } = await holding({ name: 'bear' })
    const required = [{ code: 'required', field: 'colour' }]
    expect(await engine.command(keeper, R1, 'lend', {})).toEqual({ ok: false, faults: required })
    expect(await engine.command(keeper, R1, 'fly', {})).toEqual({ ok: false, refused: 'unknown_command' })
    expect(await engine.command(keeper, R1, 'void', {}, 'x')).toEqual({ ok: false, refused: 'not_permitted' })
    const head = { ...keeper, roles: ['head'] }
    expect(await engine.command(head, R1, 'void', {}, 'x')).toEqual({ ok: false, refused: 'online_only' })
    expect(await engine.command({ ...head, online: true }, R1, 'void', {}, 'x')).toMatchObject({ ok: true })
    expect(await engine.record(R1)).toMatchObject({ status: 'voided', void_reason: 'x' })
  })
})

describe('a refused operation', () => {
  async function refused(): Promise<Bench & { id: string; server: FakeServer }> {
    const server = new FakeServer()
    const made = bench({ transport: server })
    server.refuses = (each) => each.patch?.colour?.to === 'ugly'
    const id = await captured(made, { name: 'bear', colour: 'ugly' })
    await made.engine.command(keeper, id, 'lend', { colour: 'red' })
    await made.engine.sync()
    return { ...made, id, server }
  }

  test('I4, I5: keeps what was typed, shows the record, and holds up only what builds on it', async () => {
    const { engine, store, id } = await refused()
    const [op] = await store.opsIn('attention', 0, 9)
    expect(operation(op).patch!.colour).toEqual({ from: null, to: 'ugly' })
    expect((await store.opsIn('waiting', 0, 9)).map((each) => each.receipt!.verdict)).toEqual(['blocked'])
    expect(await engine.record(id)).toMatchObject({ rev: 0, status: 'lent', values: { colour: 'red' } })
  })

  test('MUST-6: is sent again with other values; the old one stays, settled, and what was held up follows', async () => {
    const { engine, store, id } = await refused()
    const saved = await engine.replace(keeper, 1, { colour: 'blue' })
    expect(saved).toMatchObject({ ok: true, recordId: id, opSeqs: [3] })
    const [old, next] = [(await store.get('ops', 1))!, (await store.get('ops', 3))!]
    expect(old).toMatchObject({ state: 'settled', replaced_by: next.op_id })
    expect(operation(next)).toMatchObject({ replaces: old.op_id, record_id: id, base: null, occurred_at: old.at })
    expect(operation(next).patch).toMatchObject({ name: { to: 'bear' }, colour: { to: 'blue' } })
    expect(await engine.record(id)).toMatchObject({ status: 'lent', values: { colour: 'red', name: 'bear' } })
    await engine.sync()
    expect((await engine.head()).counts).toEqual({ waiting: 1, attention: 0, done: 1, settled: 1 })
  })

  test('that is corrected wrongly stays as it is', async () => {
    const { engine } = await refused()
    const saved = await engine.replace(keeper, 1, { name: null })
    expect(saved).toEqual({ ok: false, faults: [{ code: 'required', field: 'name' }] })
    expect((await engine.head()).counts.attention).toBe(1)
    expect(await engine.replace(keeper, 2, {})).toEqual({ ok: false, refused: 'not_refused' })
    expect(await engine.replace(keeper, 9, {})).toEqual({ ok: false, refused: 'no_such_operation' })
  })

  test('MUST-14: that is let go of is kept, with all that built on it, and needs nobody any more', async () => {
    const { engine, store, id } = await refused()
    expect(await engine.letGo(1)).toEqual({ ok: true, opSeqs: [1, 2] })
    expect((await engine.head()).counts).toEqual({ waiting: 0, attention: 0, done: 0, settled: 2 })
    expect(await engine.record(id)).toBeUndefined()
    expect((await store.opsOf([id])).map((op) => op.let_go)).toEqual([true, true])
  })

  test('of a correction is corrected on the row that is shown now', async () => {
    const server = new FakeServer()
    const made = bench({ transport: server })
    const id = await captured(made)
    await made.engine.sync()
    server.refuses = (each) => each.patch?.colour?.to === 'ugly'
    await made.engine.correct(keeper, id, { colour: 'ugly' }, 'a slip')
    server.write({ ...server.state.rows.get(id)!, rev: 2, values: { name: 'wolf' } })
    await made.engine.sync()
    expect(await made.engine.record(id)).toMatchObject({ values: { name: 'wolf' } })
    await made.engine.replace(keeper, 2, { colour: 'blue' })
    expect(operation(await made.store.get('ops', 3))).toMatchObject({
      base: { rev: 2 },
      command: { reason: 'a slip' },
      patch: { colour: { from: null, to: 'blue' } },
    })
  })
})

describe('what opens by itself', () => {
  const echo = (before: RecordRow | null, after: RecordRow) =>
    before === null && after.values.colour === 'red' ? [{ kind: 'toy', values: { name: 'echo' } }] : []

  test('opens in the same commit and depends on what started it', async () => {
    const made = bench({ started: echo })
    const saved = await made.engine.capture(keeper, 'toy', { name: 'bear', colour: 'red' })
    const [first, second] = [await made.store.get('ops', 1), await made.store.get('ops', 2)]
    expect(operation(second).deps).toEqual([first!.op_id])
    expect(saved).toMatchObject({ ok: true, recordId: first!.record_id, opened: [second!.record_id], opSeqs: [1, 2] })
    expect((await made.engine.head()).counts.waiting).toBe(2)
  })

  test('holds nobody up where it lacks something', async () => {
    const made = bench({ started: () => [{ kind: 'toy', values: {} }] })
    expect(await made.engine.capture(keeper, 'toy', { name: 'bear' })).toMatchObject({ ok: true, opened: [] })
  })
})
