import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { backoff } from '../../../sync/client/backoff.ts'
import { troubleOf, type Trouble } from '../../../sync/client/answers.ts'
import { OPEN, isHopeless, refused, taken } from '../../../sync/client/window.ts'
import { received, stateOf } from '../../../sync/client/op_state.ts'
import type { Receipt, Verdict } from '../../../sync/verdict.ts'
import { FakeServer } from './fake_server.ts'
import { opRow } from './store_contract.ts'
import { bench, keeper, type Bench } from './toy.ts'

async function waiting(count: number, server: FakeServer, more: object = {}): Promise<Bench> {
  const made = bench({ transport: server, ...more })
  for (let each = 0; each < count; each += 1) await made.engine.capture(keeper, 'toy', { name: `toy ${each}` })
  return made
}

const isPush = (method: string) => method === 'POST'
const places = (lines: readonly string[]) => lines.map((line) => (JSON.parse(line) as { op_seq: number }).op_seq)

describe('a push', () => {
  test('MUST-7: sends at most 500 operations at a time, in their order', async () => {
    const server = new FakeServer()
    const { engine } = await waiting(501, server)
    await engine.sync()
    expect(server.pushes.map((lines) => lines.length)).toEqual([500, 1])
    expect(server.pushes.flatMap(places)).toEqual(Array.from({ length: 501 }, (_, index) => index + 1))
  })

  test('MUST-2: sends the same bytes again after a lost answer, and the server answers with the same receipt (I3)', async () => {
    const server = new FakeServer()
    const { engine } = await waiting(2, server)
    let lost = 0
    const send = server.send.bind(server)
    server.send = async (method, target, body) => {
      const answer = await send(method, target, body)
      return isPush(method) && lost++ === 0 ? server.answer(502, null) : answer
    }
    expect((await engine.sync()).trouble).toBe('unreachable')
    expect((await engine.head()).counts.waiting).toBe(2)
    expect((await engine.sync()).trouble).toBeNull()
    expect(server.pushes[1]).toEqual(server.pushes[0])
    expect(server.state.rows.size).toBe(2)
  })

  test('MUST-10: takes each receipt by the hash of its bytes, in whatever order they stand', async () => {
    const server = new FakeServer()
    const { engine, store } = await waiting(3, server)
    server.refuses = (each) => each.patch?.name?.to === 'toy 1'
    const send = server.send.bind(server)
    server.send = async (method, target, body) => {
      const answer = await send(method, target, body)
      if (isPush(method)) (answer.body as { receipts: Receipt[] }).receipts.reverse()
      return answer
    }
    await engine.sync()
    expect((await store.opsIn('attention', 0, 9)).map((op) => op.op_seq)).toEqual([2])
    expect((await store.opsIn('done', 0, 9)).map((op) => op.receipt!.op_seq)).toEqual([1, 3])
  })

  test('MUST-15: does not send again what the server has received and not decided', async () => {
    const server = new FakeServer()
    const { engine, store } = await waiting(1, server)
    const send = server.send.bind(server)
    server.send = async (method, target, body) => {
      const answer = await send(method, target, body)
      if (isPush(method)) Object.assign((answer.body as { receipts: Receipt[] }).receipts[0]!, { verdict: 'stored' })
      return answer
    }
    await engine.sync()
    expect(await engine.sync()).toMatchObject({ trouble: null, requests: 1 })
    expect(server.pushes).toHaveLength(1)
    expect((await store.opsIn('waiting', 0, 9))[0]!.receipt!.verdict).toBe('stored')
  })

  test('an operation whose receipt is missing is sent again; an answer about nothing sent ends the round', async () => {
    const server = new FakeServer()
    const { engine } = await waiting(2, server)
    const send = server.send.bind(server)
    server.send = async (method, target, body) => {
      const answer = await send(method, target, body)
      if (isPush(method)) (answer.body as { receipts: Receipt[] }).receipts.splice(1)
      return answer
    }
    await engine.sync()
    expect(server.pushes.map(places)).toEqual([[1, 2], [2]])
    server.intercept = (method) => (isPush(method) ? server.answer(200, { ...stamp, receipts: [] }) : null)
    await engine.capture(keeper, 'toy', { name: 'more' })
    expect((await engine.sync()).trouble).toBe('unreachable')
    expect((await engine.head()).counts.waiting).toBe(1)
  })

  test('with a verdict of a later server leaves the operation waiting', async () => {
    const server = new FakeServer()
    const { engine } = await waiting(1, server)
    const receipt = (line: string) => ({ hash: line, verdict: 'pondered' })
    server.intercept = (method, _, body) =>
      isPush(method) ? server.answer(200, { ...stamp, receipts: [receipt(body!)] }) : null
    await engine.sync()
    expect((await engine.head()).counts.waiting).toBe(1)
  })

  test.each([413, 500])(
    'MUST-7, I5: isolates what the server cannot take by halving (%i), and everything else arrives',
    async (status) => {
      const server = new FakeServer()
      const { engine } = await waiting(20, server)
      const isPoison = (body = '') => body.includes('"toy 6"')
      server.intercept = (method, _, body) => (isPush(method) && isPoison(body) ? server.answer(status, null) : null)
      expect(await engine.sync()).toMatchObject({ stuck: 1 })
      expect((await engine.head()).counts).toEqual({ waiting: 1, attention: 0, done: 19, settled: 0 })
      const before = server.pushes.length
      await engine.capture(keeper, 'toy', { name: 'later' })
      await engine.sync()
      expect(places(server.pushes[before]!)).toEqual([21])
      server.intercept = () => null
      expect(await engine.sync()).toMatchObject({ trouble: null, stuck: 0 })
      expect((await engine.head()).counts.waiting).toBe(0)
    },
  )

  test('a server that fails whatever it is sent is left in peace after a few tries', async () => {
    const server = new FakeServer()
    const { engine } = await waiting(8, server)
    let pushes = 0
    server.intercept = (method) => (isPush(method) && ++pushes ? server.answer(500, null) : null)
    expect((await engine.sync()).trouble).toBe('server_error')
    expect(pushes).toBeLessThan(8)
    expect((await engine.head()).counts.waiting).toBe(8)
  })

  test('MUST-16, I13: 401 and a portal pause and keep; the pull is not even tried', async () => {
    const server = new FakeServer()
    const { engine } = await waiting(1, server)
    server.intercept = () => server.answer(401, { code: 'signature_invalid' })
    expect(await engine.sync()).toMatchObject({ trouble: 'signature', requests: 1 })
    server.intercept = () => server.answer(200, null)
    expect(await engine.sync()).toMatchObject({ trouble: 'unreachable', requests: 1 })
    expect((await engine.head()).counts.waiting).toBe(1)
  })

  test('I13: goes on when the session has ended: only pulls need one', async () => {
    const server = new FakeServer()
    const { engine } = await waiting(1, server)
    server.intercept = (method) => (isPush(method) ? null : server.answer(401, { code: 'not_signed_in' }))
    expect(await engine.sync()).toMatchObject({ trouble: 'session_ended', receipts: 1 })
    expect((await engine.head()).counts).toMatchObject({ waiting: 0, done: 1 })
  })

  test('in two tabs at one time ends in one state', async () => {
    const server = new FakeServer()
    const first = await waiting(30, server)
    const second = bench({ store: first.store, transport: server, prefix: 2 })
    await Promise.all([first.engine.sync(), second.engine.sync(), first.engine.capture(keeper, 'toy', { name: 'x' })])
    await first.engine.sync()
    expect((await first.engine.head()).counts).toMatchObject({ waiting: 0, done: 31 })
    expect(server.state.rows.size).toBe(31)
  })
})

const stamp = { epoch: 'E1', server_time: '2026-03-02T01:00:00.000Z', durable_through: 0 }

describe('what an answer means', () => {
  const code = (code: string) => ({ code, message: { zh: '', en: '' } })
  const cases: [number, unknown, Trouble][] = [
    [200, null, 'unreachable'],
    [200, { hello: 1 }, 'unreachable'],
    [302, null, 'unreachable'],
    [401, null, 'unreachable'],
    [401, code('not_signed_in'), 'session_ended'],
    [401, code('device_unknown'), 'signature'],
    [403, null, 'unreachable'],
    [403, code('device_quarantined'), 'quarantined'],
    [403, code('device_revoked'), 'revoked'],
    [403, code('not_permitted'), 'refused'],
    [404, code('not_found'), 'refused'],
    [413, null, 'unacceptable'],
    [400, code('bad_request'), 'unacceptable'],
    [429, null, 'busy'],
    [500, null, 'server_error'],
    [502, null, 'unreachable'],
    [503, code('unavailable'), 'busy'],
  ]
  test.each(cases)('%i %j: %s', (status, body, trouble) => expect(troubleOf({ status, body })).toBe(trouble))
})

describe('the window', () => {
  test('halves, isolates, and opens again', () => {
    const batch = (count: number) => Array.from({ length: count }, (_, index) => ({ op_seq: index + 1 }))
    const half = refused(OPEN, batch(7))
    expect(half.limit).toBe(3)
    const alone = refused({ ...half, limit: 1 }, batch(1))
    expect(alone).toEqual({ limit: 1, aside: [1], alone: 1 })
    expect(taken(alone)).toEqual({ limit: 2, aside: [1], alone: 0 })
    expect([alone, refused(alone, batch(1))].map(isHopeless)).toEqual([false, true])
  })

  test('never closes and never holds more than a request carries', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean()), (outcomes) => {
        let window = OPEN
        for (const isTaken of outcomes) {
          window = isTaken ? taken(window) : refused(window, Array(window.limit).fill({ op_seq: 1 }))
          expect(window.limit).toBeGreaterThanOrEqual(1)
          expect(window.limit).toBeLessThanOrEqual(500)
        }
      }),
    )
  })
})

describe('the pause after failures', () => {
  test('grows from a second to five minutes, spread by chance', () => {
    expect([0, 1, 2, 9, 99].map((failures) => backoff(failures, 0.999999))).toEqual([0, 1000, 2000, 256000, 300000])
    fc.assert(
      fc.property(fc.nat(200), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (failures, chance) => {
        const pause = backoff(failures, chance)
        expect(pause).toBeLessThanOrEqual(backoff(failures + 1, 0.999999))
        expect(pause).toBeGreaterThanOrEqual(failures === 0 ? 0 : 500)
      }),
    )
  })
})

describe('the state of an operation', () => {
  const receipt = (verdict: Verdict, hash = 'hash-1'): Receipt => ({
    ...{ op_id: 'op-1', hash, device_id: 'd', op_seq: 1, verdict, decided_at: '' },
  })

  test('MUST-16: without a receipt it waits, whatever a person did about it', () => {
    expect(stateOf({ receipt: null, replaced_by: 'x', let_go: true })).toBe('waiting')
  })

  test('MUST-41: refused it needs a person, until it is replaced or let go of', () => {
    const rejected = { receipt: receipt('rejected'), replaced_by: null, let_go: false }
    expect(stateOf(rejected)).toBe('attention')
    expect(stateOf({ ...rejected, replaced_by: 'x' })).toBe('settled')
    expect(stateOf({ ...rejected, let_go: true })).toBe('settled')
  })

  test('MUST-11: a decision is never taken back, and another operation’s receipt changes nothing', () => {
    const done = received(opRow(1), receipt('applied'))
    expect(done.state).toBe('done')
    expect(received(done, receipt('stored'))).toBe(done)
    expect(received(done, receipt('rejected'))).toBe(done)
    expect(received(opRow(1), receipt('applied', 'hash-2'))).toEqual(opRow(1))
    const stored = received(opRow(1), receipt('stored'))
    expect(received(stored, receipt('stored'))).toBe(stored)
    expect(received(stored, receipt('rejected')).state).toBe('attention')
  })
})
