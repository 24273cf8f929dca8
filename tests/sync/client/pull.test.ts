import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shownTable } from '../../../sync/client/head.ts'
import { enter, wrongScopes, type Ledger } from '../../../sync/client/ledger.ts'
import { newestFirst, overlaid } from '../../../sync/client/view.ts'
import type { Transport } from '../../../sync/client/ports.ts'
import type { Receipt } from '../../../sync/verdict.ts'
import { FLOOR, FakeServer } from './fake_server.ts'
import { Scripted, answer, check, download, record, scope } from './scripted.ts'
import { DEVICE, bench, keeper, serverRow, sha256, type Bench } from './toy.ts'

const HEADS = 'branch:1:supervisor'

async function ids({ engine, store }: Bench): Promise<string[]> {
  const rows = await store.page(shownTable(await engine.head()), { limit: 999 })
  return rows.map((row) => row.id).sort()
}

describe('the first download', () => {
  test('MUST-37: is shown when its count and hash are right, all at once (I6, I8)', async () => {
    const first = { more: true, scopes: [scope(0, 2, [record('a'), record('b')], { head: 3 })] }
    const seen: string[][] = []
    const server = new Scripted()
    const made = bench({ transport: server })
    const last = () => ({ scopes: [scope(2, 3, [record('c')], { check: check(['a', 1], ['b', 1], ['c', 1]) })] })
    server.then(first, () => {
      void ids(made).then((each) => seen.push(each))
      return last()
    })
    expect(await made.engine.sync()).toMatchObject({ trouble: null, requests: 2, items: 3 })
    expect(seen).toEqual([[]])
    expect(await ids(made)).toEqual(['a', 'b', 'c'])
    expect(server.asked[0]!.searchParams.get('verify')).toBe('1')
    expect(server.cursors(1)).toEqual([`${FLOOR}~2`])
    expect(await made.engine.head()).toMatchObject({
      epoch: 'E1',
      records: 3,
      bootstrap: null,
      cursors: { [FLOOR]: 3 },
    })
  })

  test('goes on where it was cut, in a new process too (I9)', async () => {
    const server = new Scripted()
    const made = bench({ transport: server })
    server.then(
      { more: true, scopes: [scope(0, 2, [record('a'), record('b', 4)], { head: 3 })] },
      { status: 502, body: null },
    )
    expect((await made.engine.sync()).trouble).toBe('unreachable')
    expect(await made.engine.head()).toMatchObject({ bootstrap: { rows: 2, cursors: { [FLOOR]: 2 } } })
    const again = bench({ transport: server, store: made.store })
    server.then({ scopes: [scope(2, 3, [{ t: 'gone', id: 'a' }], { check: check(['b', 4]) })] })
    expect((await again.engine.sync()).trouble).toBeNull()
    expect(server.cursors(2)).toEqual([`${FLOOR}~2`])
    expect(await ids(again)).toEqual(['b'])
  })

  test.each([
    ['a missing row', check(['a', 1], ['b', 1])],
    ['another revision', check(['a', 2])],
  ])('with %s is not shown, and made again', async (_, wrong) => {
    const server = new Scripted().then(
      { scopes: [scope(0, 1, [record('a')], { check: wrong })] },
      download(1, ['a', 1]),
    )
    const made = bench({ transport: server })
    expect((await made.engine.sync()).trouble).toBe('verify_failed')
    expect(await ids(made)).toEqual([])
    expect((await made.engine.sync()).trouble).toBeNull()
    expect(server.cursors(1)).toEqual([])
    expect(await ids(made)).toEqual(['a'])
  })

  test('that ended without a proof asks for one', async () => {
    const server = new Scripted().then(
      { scopes: [scope(0, 1, [record('a')])] },
      { scopes: [scope(1, 1, [], { check: check(['a', 1]) })] },
    )
    const made = bench({ transport: server })
    expect(await made.engine.sync()).toMatchObject({ trouble: null, requests: 2 })
    expect(await ids(made)).toEqual(['a'])
  })

  test('does not disturb captures made meanwhile', async () => {
    const server = new Scripted()
    const made = bench({ transport: server })
    let capturing: Promise<unknown> = Promise.resolve()
    server.then(() => {
      capturing = made.engine.capture(keeper, 'toy', { name: 'meanwhile' })
      return download(1, ['a', 1])
    })
    await made.engine.sync()
    await capturing
    expect((await made.engine.head()).counts.waiting).toBe(1)
    expect((await made.engine.records({ limit: 9 })).map((row) => row.values.name)).toEqual(['meanwhile', 'bear'])
  })
})

async function downloaded(...more: Parameters<Scripted['then']>): Promise<Bench & { server: Scripted }> {
  const server = new Scripted().then(download(5, ['a', 1], ['b', 1]), ...more)
  const made = bench({ transport: server })
  await made.engine.sync()
  return { ...made, server }
}

describe('a pull', () => {
  test('of nothing new is one request', async () => {
    const made = await downloaded({ scopes: [scope(5, 5, [])] })
    expect(await made.engine.sync()).toMatchObject({ trouble: null, requests: 1, items: 0 })
    expect(made.server.asked[1]!.search).toBe(`?epoch=E1&c=${encodeURIComponent(`${FLOOR}~5`)}`)
  })

  test('MUST-34: stores rows and cursor in one commit (I6)', async () => {
    const made = await downloaded({ scopes: [scope(5, 7, [record('a', 2), { t: 'gone', id: 'b' }])] })
    const before = (await made.engine.head()).version
    await made.engine.sync()
    expect(await made.engine.head()).toMatchObject({ version: before + 1, records: 1, cursors: { [FLOOR]: 7 } })
    expect(await ids(made)).toEqual(['a'])
  })

  test('measures the clock’s error in every answer (MUST-30)', async () => {
    const made = await downloaded()
    expect(await made.engine.head()).toMatchObject({ clock_offset: 10_000, last_contact: '1970-01-01T00:00:12.000Z' })
  })

  test('an answer that does not go on from the cursor is not stored (I6)', async () => {
    const stale = { scopes: [scope(0, 9, [record('z')])] }
    const made = await downloaded(stale, { scopes: [scope(5, 6, [record('c')])] })
    await made.engine.sync()
    expect(await ids(made)).toEqual(['a', 'b', 'c'])
  })

  test('an older row never replaces a newer one', async () => {
    const made = await downloaded(
      { scopes: [scope(5, 6, [record('a', 3)])] },
      { scopes: [scope(6, 7, [record('a', 2)])] },
    )
    await made.engine.sync()
    await made.engine.sync()
    expect(await made.engine.record('a')).toMatchObject({ rev: 3 })
  })

  test('MUST-36: a record that moves to another scope stays, whichever of the two is told first', async () => {
    const leaves = scope(5, 6, [{ t: 'gone', id: 'a' }])
    const enters = scope(0, 1, [record('a', 2)], { scope: HEADS })
    const one = await downloaded({ scopes: [leaves, enters] })
    const other = await downloaded({ scopes: [enters, leaves] })
    for (const made of [one, other]) {
      await made.engine.sync()
      expect(await made.engine.record('a')).toMatchObject({ rev: 2, scope: HEADS })
      expect((await made.engine.head()).records).toBe(2)
    }
  })

  test('MUST-36, I12, I13: other rights download everything anew beside the old rows; the queue stays', async () => {
    const rights = { entitlement: 'fewer rights' }
    const made = await downloaded({ ...rights, scopes: [scope(5, 5, [])] }, { ...rights, ...download(5, ['a', 1]) })
    await made.engine.capture(keeper, 'toy', { name: 'mine' })
    made.server.send = ((send) => (method: string, target: string) => {
      if (method !== 'POST') return send(method, target)
      return Promise.resolve({ status: 500, body: null, sentAt: 0, receivedAt: 0 })
    })(made.server.send.bind(made.server))
    await made.engine.sync()
    expect(await ids(made)).toEqual(['a'])
    expect(await made.engine.head()).toMatchObject({ entitlement: 'fewer rights', counts: { waiting: 1 } })
    expect(await made.engine.records({ limit: 9 })).toHaveLength(2)
  })

  test('a scope that is no longer this person’s takes its rows along', async () => {
    const both = {
      scopes: [...download(5, ['a', 1]).scopes!, scope(0, 2, [record('h')], { scope: HEADS, check: check(['h', 1]) })],
    }
    const server = new Scripted().then(
      both,
      { scopes: [scope(5, 5, []), { scope: HEADS, gone: true }] },
      download(5, ['a', 1]),
    )
    const made = bench({ transport: server })
    await made.engine.sync()
    expect(await ids(made)).toEqual(['a', 'h'])
    await made.engine.sync()
    expect(await ids(made)).toEqual(['a'])
    expect((await made.engine.head()).cursors).toEqual({ [FLOOR]: 5 })
  })

  test('a portal, an ended session and a held tablet change nothing', async () => {
    const refusals: [number, unknown, string][] = [
      [200, null, 'unreachable'],
      [401, { code: 'not_signed_in' }, 'session_ended'],
      [403, { code: 'device_quarantined' }, 'quarantined'],
    ]
    for (const [status, body, trouble] of refusals) {
      const made = await downloaded({ status, body })
      const before = await made.engine.head()
      expect((await made.engine.sync()).trouble).toBe(trouble)
      expect(await made.engine.head()).toEqual(before)
    }
  })

  test('a server that goes round in circles is left after a few answers', async () => {
    const circle = { more: true, scopes: [scope(5, 5, [], { head: 9 })] }
    const made = await downloaded(...Array<object>(99).fill(circle))
    expect(await made.engine.sync()).toMatchObject({ trouble: 'busy', requests: 5 })
  })

  test('an answer from before another tab met the restored server is not believed', async () => {
    const made = await downloaded()
    const server = new FakeServer()
    server.restore(server.state, 'E2')
    const other = bench({ store: made.store, transport: server, prefix: 2 })
    let asked = 0
    const late: Transport = {
      send: async (method, target) => {
        if (asked++ > 0) return server.send(method, target)
        await other.engine.sync()
        return { status: 200, body: answer({ scopes: [scope(5, 5, [])] }), sentAt: 0, receivedAt: 0 }
      },
    }
    const seen: string[] = []
    const commit = made.store.commit.bind(made.store)
    made.store.commit = async (writes, ...rest) => {
      seen.push(...writes.flatMap((write) => (write.table === 'head' && write.value ? [write.value.epoch] : [])))
      return commit(writes, ...rest)
    }
    await bench({ store: made.store, transport: late, prefix: 3 }).engine.sync()
    expect(seen.lastIndexOf('E1')).toBeLessThan(seen.indexOf('E2'))
  })

  test('in two tabs at one time ends in one state', async () => {
    const server = new FakeServer()
    server.pageSize = 3
    const first = bench({ transport: server })
    const second = bench({ transport: server, store: first.store, prefix: 2 })
    for (let each = 0; each < 20; each += 1) server.write(serverRow({ id: `r${String(each).padStart(2, '0')}` }))
    await Promise.all([first.engine.sync(), second.engine.sync()])
    await first.engine.sync()
    expect(await ids(first)).toEqual([...server.state.rows.keys()].sort())
    expect((await first.engine.head()).records).toBe(20)
  })
})

describe('a late receipt', () => {
  test('MUST-15: comes by the pull and changes its operation alone', async () => {
    const server = new FakeServer()
    const made = bench({ transport: server })
    await made.engine.capture(keeper, 'toy', { name: 'one' })
    await made.engine.capture(keeper, 'toy', { name: 'two' })
    server.intercept = (method, _, body) => {
      if (method !== 'POST') return null
      const receipts = body!
        .split('\n')
        .filter(Boolean)
        .map((line) => ({ hash: sha256(line), verdict: 'stored' }))
      return server.answer(200, { epoch: 'E1', server_time: '2026-03-02T01:00:00.000Z', durable_through: 0, receipts })
    }
    await made.engine.sync()
    const [op] = await made.store.opsIn('waiting', 0, 9)
    const receipt: Receipt = {
      ...{
        op_id: op!.op_id,
        hash: op!.hash,
        device_id: DEVICE,
        op_seq: 1,
        verdict: 'rejected',
        decided_at: '',
        code: 'x',
      },
    }
    const items = [{ t: 'receipt', receipt } as const, { t: 'receipt', receipt: { ...receipt, op_seq: 2 } } as const]
    server.intercept = () => server.answer(200, answer({ scopes: [scope(0, 1, items, { scope: `device:${DEVICE}` })] }))
    await made.engine.sync()
    expect((await made.engine.head()).counts).toEqual({ waiting: 1, attention: 1, done: 0, settled: 0 })
    expect((await made.store.get('ops', 1))!.receipt).toEqual(receipt)
  })
})

describe('what is durable', () => {
  test('MUST-17: leaves the queue when the server’s rows show it, and not before (I1, I15)', async () => {
    const server = new FakeServer()
    const made = bench({ transport: server })
    for (const name of ['one', 'two', 'three']) await made.engine.capture(keeper, 'toy', { name })
    await made.engine.sync()
    expect((await made.engine.head()).counts.done).toBe(3)
    server.durableThrough = 2
    await made.engine.sync()
    expect((await made.engine.head()).counts.done).toBe(1)
    expect((await made.store.opsIn('done', 0, 9)).map((op) => op.op_seq)).toEqual([3])
    expect(await ids(made)).toHaveLength(3)
  })

  test('MUST-14: but needs a person stays', async () => {
    const server = new FakeServer()
    const made = bench({ transport: server })
    server.refuses = () => true
    await made.engine.capture(keeper, 'toy', { name: 'one' })
    server.durableThrough = 1
    await made.engine.sync()
    await made.engine.sync()
    expect((await made.engine.head()).counts.attention).toBe(1)
    await made.engine.letGo(1)
    await made.engine.sync()
    expect((await made.engine.head()).counts).toEqual({ waiting: 0, attention: 0, done: 0, settled: 0 })
  })
})

describe('a restored server', () => {
  test('MUST-38, I15: is offered everything again that is not certainly in its backup, and shows the same records', async () => {
    const server = new FakeServer()
    const made = bench({ transport: server })
    const backup = server.backup()
    await made.engine.capture(keeper, 'toy', { name: 'one' })
    await made.engine.sync()
    server.restore(backup, 'E2')
    expect(server.state.rows.size).toBe(0)
    expect((await made.engine.sync()).trouble).toBeNull()
    expect([...server.state.rows.values()].map((row) => row.values.name)).toEqual(['one'])
    expect(await ids(made)).toEqual([...server.state.rows.keys()])
    expect(await made.engine.head()).toMatchObject({ epoch: 'E2', counts: { waiting: 0, done: 1 } })
  })

  test('met by a push first is noticed there already', async () => {
    const server = new FakeServer()
    const made = bench({ transport: server })
    const backup = server.backup()
    await made.engine.capture(keeper, 'toy', { name: 'one' })
    await made.engine.sync()
    server.restore(backup, 'E2')
    await made.engine.capture(keeper, 'toy', { name: 'two' })
    await made.engine.sync()
    expect(server.state.rows.size).toBe(2)
    expect((await made.engine.head()).counts).toMatchObject({ waiting: 0, done: 2 })
  })
})

describe('the ledger of a download', () => {
  test('agrees with the server only when every scope does, whatever order rows came in', async () => {
    const held = fc.uniqueArray(fc.tuple(fc.uuid(), fc.integer({ min: 1, max: 9 })), {
      selector: ([id]) => id,
      maxLength: 20,
    })
    await fc.assert(
      fc.asyncProperty(held, fc.nat(), async (rows, drop) => {
        const ledger: Ledger = new Map()
        enter(ledger, [scope(0, 1, rows.map(([id, rev]) => record(id, rev)).reverse())])
        const proved = [scope(0, 1, [], { check: check(...rows) })]
        const hash = (text: string) => Promise.resolve(sha256(text))
        expect(await wrongScopes(ledger, proved, hash)).toEqual([])
        if (rows.length === 0) return
        ledger.delete(rows[drop % rows.length]![0])
        expect(await wrongScopes(ledger, proved, hash)).toEqual([FLOOR])
      }),
    )
  })

  test('finds rows of a scope that nobody vouches for', async () => {
    const ledger: Ledger = new Map([['a', { scope: HEADS, rev: 1 }]])
    const hash = (text: string) => Promise.resolve(sha256(text))
    expect(await wrongScopes(ledger, [scope(0, 0, [], { check: check() })], hash)).toEqual([HEADS])
    expect(await wrongScopes(ledger, [scope(0, 0, [], { scope: HEADS })], hash)).toEqual([HEADS])
  })
})

describe('the list', () => {
  test('is the newest of both kinds of rows, each record once, page after page', () => {
    const row = fc.record({ id: fc.constantFrom(...'abcdefghij'), at: fc.constantFrom('1', '2', '3') })
    const rows = fc.uniqueArray(row, { selector: (each) => each.id, maxLength: 8 })
    fc.assert(
      fc.property(rows, rows, fc.integer({ min: 1, max: 4 }), (one, two, limit) => {
        const bases = one.map((each) => serverRow(each)).sort(newestFirst)
        // A record keeps its time: the optimistic row of a known record stands where the server's does.
        const locals = two.map((each) =>
          serverRow({ ...each, at: one.find(({ id }) => id === each.id)?.at ?? each.at, rev: 9 }),
        )
        const all = [...new Map([...bases, ...locals].map((each) => [each.id, each])).values()].sort(newestFirst)
        const listed: typeof all = []
        for (;;) {
          const last = listed.at(-1)
          const page = { limit, ...(last ? { before: { at: last.at, id: last.id } } : {}) }
          const after = bases.filter((each) => !last || newestFirst(each, last) > 0).slice(0, limit)
          const next = overlaid(after, locals, page)
          if (next.length === 0) break
          listed.push(...next)
        }
        expect(listed).toEqual(all)
      }),
    )
  })
})
