import { describe, expect, test } from 'vitest'
import { FakeServer } from './fake_server.ts'
import { bench, keeper } from './toy.ts'

describe('a round with the server', () => {
  test('what was captured without a network reaches the server and comes back with its number', async () => {
    const server = new FakeServer()
    const { engine, store } = bench({ transport: server })
    const saved = await engine.capture(keeper, 'toy', { name: 'bear' })
    if (!saved.ok) throw new Error('not saved')
    expect(await engine.record(saved.recordId)).toMatchObject({ rev: 0, no: null, values: { name: 'bear' } })
    const round = await engine.sync()
    expect(round).toMatchObject({ trouble: null, requests: 2, receipts: 1 })
    expect(await engine.record(saved.recordId)).toMatchObject({ rev: 1, no: 'TY-1', scope: 'branch:1:floor' })
    expect(await store.all('local')).toEqual([])
    expect((await engine.head()).counts).toEqual({ waiting: 0, attention: 0, done: 1, settled: 0 })
  })
})
