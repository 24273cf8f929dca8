// Whole lives of a tablet: captures, rounds, failing commits, lost answers, restores of the server, in any order.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Died, MemoryStore, type CommitFault } from '../../../sync/client/memory_store.ts'
import { StoreFailed, Unreachable, type Answer } from '../../../sync/client/ports.ts'
import type { Engine } from '../../../sync/client/engine.ts'
import type { OpRow, OpState, RecordRow, Transport } from '../../../sync/client/ports.ts'
import { shownTable } from '../../../sync/client/head.ts'
import { FakeServer } from './fake_server.ts'
import { bench, keeper } from './toy.ts'

const STATES: OpState[] = ['waiting', 'attention', 'done', 'settled']
type NetFault = 'none' | 'lost' | 'answer_lost' | 'portal' | 'down' | 'too_large' | 'late'

type Step =
  | { do: 'capture'; name: string; fault: CommitFault }
  | { do: 'correct' | 'lend' | 'give_back'; which: number; name: string; fault: CommitFault }
  | { do: 'sync'; net: NetFault[]; fault: CommitFault; nth: number }
  | { do: 'edit'; which: number; name: string }
  | { do: 'backup' | 'restore' | 'rights' | 'durable' }

class Life implements Transport {
  server = new FakeServer()
  saved = new Map<string, string>()
  records: string[] = []
  store: MemoryStore
  engine: Engine
  #net: NetFault[] = []
  #fault: { after: number; what: CommitFault } | null = null
  #backup = this.server.backup()
  #lives = 0
  #held: Answer | null = null

  constructor() {
    this.server.pageSize = 2
    this.store = new MemoryStore(() => this.#due())
    this.engine = this.#start()
  }

  #start(): Engine {
    this.#lives += 1
    return bench({ transport: this, store: this.store, prefix: this.#lives }).engine
  }

  #due(): CommitFault {
    if (this.#fault === null) return 'none'
    this.#fault.after -= 1
    if (this.#fault.after > 0) return 'none'
    const { what } = this.#fault
    this.#fault = null
    return what
  }

  async send(method: 'GET' | 'POST', target: string, body?: string): Promise<Answer> {
    const fault = this.#net.shift() ?? 'none'
    if (fault === 'lost') throw new Unreachable()
    if (fault === 'portal') return this.server.answer(200, null)
    if (fault === 'down') return this.server.answer(500, { code: 'server_error' })
    if (fault === 'too_large') return this.server.answer(413, { code: 'too_large' })
    const answer = await this.server.send(method, target, body)
    if (fault === 'answer_lost') throw new Unreachable()
    if (fault === 'none' || method === 'POST') return answer
    // An answer from earlier comes in the place of this one.
    const late = this.#held ?? answer
    this.#held = answer
    return late
  }

  async take(step: Step): Promise<void> {
    try {
      await this.#do(step)
    } catch (error) {
      if (!(error instanceof Died) && !(error instanceof StoreFailed)) throw error
      if (error instanceof Died) {
        this.store = this.store.reopened(() => this.#due())
        this.engine = this.#start()
      }
    }
    this.#fault = null
    this.#net = []
  }

  async #do(step: Step): Promise<void> {
    if ('fault' in step && step.fault !== 'none')
      this.#fault = { after: 'nth' in step ? step.nth : 1, what: step.fault }
    switch (step.do) {
      case 'capture':
        return this.#captured(await this.engine.capture(keeper, 'toy', { name: step.name, shelf: 's1', box: 'b1' }))
      case 'correct': {
        const changes = { name: step.name, box: `box ${step.name}` }
        return this.#on(step.which, (id) => this.engine.correct(keeper, id, changes, 'a slip'))
      }
      case 'lend':
        return this.#on(step.which, (id) => this.engine.command(keeper, id, 'lend', { colour: step.name }))
      case 'give_back':
        return this.#on(step.which, (id) => this.engine.command(keeper, id, 'give_back', {}, 'done'))
      case 'sync':
        this.#net = [...step.net]
        return void (await this.engine.sync())
      case 'edit':
        return this.#edit(step.which, step.name)
      case 'backup':
        this.#backup = this.server.backup()
        return
      case 'restore':
        return this.server.restore(this.#backup, `${this.server.epoch}'`)
      case 'rights':
        this.server.entitlement += '+'
        return
      case 'durable':
        this.server.durableThrough = this.#durable()
    }
  }

  /** What the backup holds without a gap. */
  #durable(): number {
    const held = new Set(
      [...this.#backup.intake.values()].map((line) => (JSON.parse(line) as { op_seq: number }).op_seq),
    )
    let through = 0
    while (held.has(through + 1)) through += 1
    return through
  }

  async #on(which: number, act: (id: string) => ReturnType<Engine['capture']>): Promise<void> {
    const id = this.records[which % Math.max(1, this.records.length)]
    if (id !== undefined) await this.#captured(await act(id))
  }

  async #captured(saved: Awaited<ReturnType<Engine['capture']>>): Promise<void> {
    if (!saved.ok) return
    if (!this.records.includes(saved.recordId)) this.records.push(saved.recordId)
    for (const seq of saved.opSeqs) {
      const op = await this.store.get('ops', seq)
      this.saved.set(op!.hash, op!.text)
    }
  }

  #edit(which: number, name: string): void {
    const rows = [...this.server.state.rows.values()]
    const row = rows[which % Math.max(1, rows.length)]
    if (row) this.server.write({ ...row, rev: row.rev + 1, values: { ...row.values, name } })
  }

  async ops(): Promise<OpRow[]> {
    const all = await Promise.all(STATES.map((state) => this.store.opsIn(state, 0, 1000)))
    return all.flat()
  }

  async shown(): Promise<RecordRow[]> {
    const head = await this.engine.head()
    return this.store.page(shownTable(head), { limit: 1000 })
  }
}

const name = fc.constantFrom('ant', 'bee', 'cat', 'dog')
const fault = fc.constantFrom<CommitFault>('none', 'none', 'none', 'abort', 'die_before', 'die_after')
const net = fc.array(
  fc.constantFrom<NetFault>('none', 'none', 'lost', 'answer_lost', 'portal', 'down', 'too_large', 'late'),
  { maxLength: 6 },
)
const which = fc.nat(5)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('capture' as const), name, fault }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('correct', 'lend', 'give_back'), which, name, fault }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('sync' as const), net, fault, nth: fc.integer({ min: 1, max: 5 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('edit' as const), which, name }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('backup', 'restore', 'rights', 'durable') }) },
) as fc.Arbitrary<Step>

async function lived(steps: readonly Step[], after: (life: Life) => Promise<void>): Promise<Life> {
  const life = new Life()
  for (const each of steps) {
    await life.take(each)
    await after(life)
  }
  return life
}

async function settled(life: Life): Promise<void> {
  for (let rounds = 0; rounds < 8; rounds += 1) await life.engine.sync()
}

const runs = (property: fc.IAsyncProperty<[Step[]]>) => fc.assert(property, { numRuns: 200 })
const steps = fc.array(step, { maxLength: 30 })

// Thousands of rounds: seconds where nothing else runs, more on a busy machine.
describe('whatever happens', { timeout: 60_000 }, () => {
  test('I1: what was saved is in the queue or with the server, byte for byte', async () => {
    const holds = async (life: Life) => {
      const queue = new Map((await life.ops()).map((op) => [op.hash, op.text]))
      for (const [hash, text] of life.saved) {
        expect(queue.get(hash) ?? life.server.state.intake.get(hash)).toBe(text)
      }
    }
    await runs(fc.asyncProperty(steps, async (all) => void (await lived(all, holds))))
  })

  test('I2: places in the queue are gapless and never given twice', async () => {
    const holds = async (life: Life) => {
      const texts = [...life.saved.values()].map((text) => JSON.parse(text) as { op_seq: number })
      const places = texts.map((each) => each.op_seq).sort((a, b) => a - b)
      expect(new Set(places).size).toBe(places.length)
      const kept = await life.ops()
      const all = new Set([...places, ...kept.map((op) => op.op_seq)])
      expect((await life.engine.head()).op_seq).toBe(Math.max(0, ...all))
      expect(all.size).toBe(Math.max(0, ...all))
    }
    await runs(fc.asyncProperty(steps, async (all) => void (await lived(all, holds))))
  })

  test('I19: the counts of the head are those of the queue, and so is the number of rows', async () => {
    const holds = async (life: Life) => {
      const counts = { waiting: 0, attention: 0, done: 0, settled: 0 }
      for (const op of await life.ops()) counts[op.state] += 1
      const head = await life.engine.head()
      expect(head.counts).toEqual(counts)
      expect(head.records).toBe((await life.shown()).length)
    }
    await runs(fc.asyncProperty(steps, async (all) => void (await lived(all, holds))))
  })

  test('I8, I15, I18: when faults stop, the tablet shows what the server has, and everything has arrived', async () => {
    await runs(
      fc.asyncProperty(steps, async (all) => {
        const life = await lived(all, () => Promise.resolve())
        await settled(life)
        const server = [...life.server.state.rows.values()].map((row) => row.id).sort()
        const rows = await life.shown()
        expect(rows.map((row) => row.id).sort()).toEqual(server)
        for (const row of rows) expect(row).toEqual(life.server.state.rows.get(row.id))
        for (const hash of life.saved.keys()) expect(life.server.state.intake.has(hash)).toBe(true)
        const waiting = await life.store.opsIn('waiting', 0, 1000)
        expect(waiting.filter((op) => op.receipt === null)).toEqual([])
        const pending = new Set((await life.ops()).filter((op) => op.state !== 'done').map((op) => op.record_id))
        for (const row of await life.store.all('local')) expect(pending.has(row.id)).toBe(true)
        expect((await life.engine.head()).bootstrap).toBeNull()
      }),
    )
  })

  test('I13: a new epoch and new rights never shrink the queue', async () => {
    const disturbing: Step[] = [
      { do: 'restore' },
      { do: 'sync', net: ['none', 'none', 'none'], fault: 'none', nth: 1 },
      { do: 'rights' },
      { do: 'sync', net: [], fault: 'none', nth: 1 },
    ]
    await runs(
      fc.asyncProperty(steps, async (all) => {
        const life = await lived(
          all.filter((each) => each.do !== 'durable'),
          () => Promise.resolve(),
        )
        const before = (await life.ops()).map((op) => op.hash).sort()
        for (const each of disturbing) await life.take(each)
        expect((await life.ops()).map((op) => op.hash).sort()).toEqual(before)
      }),
    )
  })
})
