// One simulated tablet: its disk, the processes (tabs) that run the engine on it, and the network that is the scheduler's.
import { createHash } from 'node:crypto'
import { Engine } from '../../sync/client/engine.ts'
import { FIRST_HEAD } from '../../sync/client/head.ts'
import { MemoryStore } from '../../sync/client/memory_store.ts'
import { overlay } from '../../sync/client/overlay.ts'
import { StoreFailed, Unreachable } from '../../sync/client/ports.ts'
import type { Answer, FileTransport, Host, OpState, RecordRow, Transport } from '../../sync/client/ports.ts'
import { readScenes } from '../../sync/client/scene.ts'
import { Disk, type Told } from './disk.ts'
import { FileRoad } from './file_road.ts'
import { definitionOf } from './kinds.ts'
import type { Doing, Enrol, Person, Run, Tell, TabletMessage } from './messages.ts'

type Rows = NonNullable<ConstructorParameters<typeof MemoryStore>[1]>
type Saved = { ok: true } | { ok: false; faults?: unknown; refused?: string }

interface Waiting {
  sentAt: number
  resolve(answer: Answer): void
  reject(error: Error): void
}

const TABS = 2
/** Small files have many parts too. */
const PART = 16
const STATES: readonly OpState[] = ['waiting', 'attention', 'done', 'settled']

const emptyRows = (): Rows => ({
  base0: new Map(),
  base1: new Map(),
  local: new Map(),
  ops: new Map(),
  conflicts: new Map(),
  drafts: new Map(),
  uploads: new Map(),
  blobs: new Map(),
  previews: new Map(),
  head: new Map(),
})

async function done(engine: Engine, doing: Doing, by: Person): Promise<{ saved?: boolean; why?: string }> {
  if (doing.call === 'sync') return { why: JSON.stringify(await engine.sync()) }
  if (doing.call === 'upload') return { why: JSON.stringify(await engine.upload()) }
  for (const { name, bytes } of doing.files ?? []) {
    const content = Uint8Array.from(Buffer.from(bytes, 'base64'))
    await engine.attach({ name, use: 'photo', bytes: content, preview: content.slice(0, 4) })
  }
  const saved = await captured(engine, doing, by)
  // Letting go marks what is there and adds nothing to the queue.
  return { saved: saved.ok && doing.call !== 'let_go', why: saved.ok ? '' : JSON.stringify(saved) }
}

function captured(engine: Engine, doing: Exclude<Doing, { call: 'sync' | 'upload' }>, by: Person): Promise<Saved> {
  const author = { id: by.id, name: by.name, grantId: by.grant, roles: [by.role], online: doing.online === true }
  switch (doing.call) {
    case 'capture':
      return engine.capture(author, doing.kind, doing.values, doing.origin ? { origin: doing.origin } : {})
    case 'correct':
      return engine.correct(author, doing.record, doing.changes, doing.reason)
    case 'command':
      return engine.command(author, doing.record, doing.verb, doing.args, doing.reason ?? undefined)
    case 'resolve':
      return engine.resolve(author, doing.conflict, doing.choose)
    case 'replace':
      return engine.replace(author, doing.op_seq, doing.values, doing.reason ?? undefined)
    case 'let_go':
      return engine.letGo(doing.op_seq)
  }
}

/** All of a row but the name of its author, which no operation tells. */
const said = (row: RecordRow | null): string => JSON.stringify(row && { ...row, created_by_name: '' }, sorted)
const sorted = (_key: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value

export class SimulatedTablet {
  private rows: Rows = emptyRows()
  private older: Rows = emptyRows()
  private tabs: { engine: Engine; disk: Disk }[] = []
  /** The process that sends the files; its mishaps are its own, so that they change nothing of the others. */
  private lane: { engine: Engine; disk: Disk } | null = null
  private readonly road: FileRoad
  private readonly requests = new Map<number, Waiting>()
  private readonly commits = new Map<number, (outcome: 'commit' | 'abort') => void>()
  private numbers = 0
  private now: number
  private lenient = false
  private noise: number
  private readonly deviceId: string
  private readonly tell: Tell

  constructor({ device_id, seed, now }: Enrol, tell: Tell) {
    this.deviceId = device_id
    this.noise = seed
    this.now = now
    this.tell = tell
    this.road = new FileRoad(tell)
  }

  take(message: TabletMessage): void {
    this.now = message.now
    if (message.do === 'start') this.start()
    else if (message.do === 'crash') this.die()
    else if (message.do === 'calm') [...this.tabs, ...(this.lane ? [this.lane] : [])].forEach(({ disk }) => disk.calm())
    else if (message.do === 'snapshot') this.older = structuredClone(this.rows)
    else if (message.do === 'roll_back') this.rollBack()
    else if (message.do === 'dump') this.tell({ what: 'dump', disk: this.dump() })
    else if (message.do === 'stale') void this.findStale()
    else if (message.do === 'run') void this.run(message)
    else if (message.do === 'plan') (message.lane ? this.lane : this.tabs[0])?.disk.plan(message.nth, message.mishap)
    else if (message.do === 'file_answer' || message.do === 'file_unreachable') this.road.hear(message)
    else if (message.do === 'release') this.taken(this.commits, message.commit)?.(message.outcome)
    else this.hear(message)
  }

  private start(): void {
    this.die()
    this.tabs = Array.from({ length: TABS }, () => {
      const disk = new Disk(new MemoryStore(() => 'none', this.rows), this.told())
      return { disk, engine: new Engine(this.host(disk)) }
    })
    this.openLane()
  }

  private openLane(): void {
    const disk = new Disk(new MemoryStore(() => 'none', this.rows), { ...this.told(), died: () => this.laneDies() })
    this.lane = { disk, engine: new Engine(this.host(disk)) }
  }

  private laneDies(): void {
    this.road.forget()
    this.tell({ what: 'lane_died' })
    this.openLane()
  }

  /** Every process of the tablet ends at once, as when the battery is empty. */
  private die(): void {
    for (const { disk } of [...this.tabs, ...(this.lane ? [this.lane] : [])]) disk.alive = false
    this.tabs = []
    this.lane = null
    this.road.forget()
    this.requests.clear()
    this.commits.clear()
  }

  private rollBack(): void {
    this.die()
    this.rows = structuredClone(this.older)
  }

  private async run({ task, doing, by }: Run): Promise<void> {
    const { disk, engine } = doing.call === 'upload' ? this.lane! : this.tabs[doing.tab ?? 0]!
    this.lenient = doing.lenient === true
    try {
      const said = await done(engine, doing, by)
      if (disk.alive) this.tell({ what: 'ended', task, ...said })
    } catch (error) {
      const name = error instanceof StoreFailed ? 'StoreFailed' : (error as Error).name
      if (disk.alive) this.tell({ what: 'ended', task, error: name, why: String((error as Error).stack) })
    }
  }

  private hear(message: Extract<TabletMessage, { do: 'answer' | 'unreachable' }>): void {
    const waiting = this.taken(this.requests, message.request)
    if (waiting === undefined) return
    if (message.do === 'unreachable') return waiting.reject(new Unreachable())
    const { status, body } = message
    waiting.resolve({ status, body, sentAt: waiting.sentAt, receivedAt: this.now })
  }

  private host(disk: Disk): Host {
    return {
      store: disk,
      transport: this.transport(disk),
      files: this.files(disk),
      partBytes: PART,
      now: () => this.now,
      uuid7: (at) => this.uuid7(at),
      sha256: async (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
      kind: (code) => definitionOf(code, this.lenient),
      appVersion: 'simulated',
      deviceId: this.deviceId,
    }
  }

  private transport(disk: Disk): Transport {
    return {
      send: (method, target, body) =>
        new Promise((resolve, reject) => {
          if (!disk.alive) return
          const request = (this.numbers += 1)
          this.requests.set(request, { sentAt: this.now, resolve, reject })
          this.tell({ what: 'request', request, method, target, ...(body === undefined ? {} : { body }) })
        }),
    }
  }

  private files(disk: Disk): FileTransport {
    return { sendFile: (request) => (disk.alive ? this.road.send(request) : new Promise(() => undefined)) }
  }

  private told(): Told {
    return {
      died: () => {
        this.die()
        this.tell({ what: 'died' })
      },
      held: () =>
        new Promise((resolve) => {
          const commit = (this.numbers += 1)
          this.commits.set(commit, resolve)
          this.tell({ what: 'held', commit })
        }),
    }
  }

  private dump(): Record<string, unknown> {
    const head = this.rows.head.get('head') ?? null
    const base = head?.generation === 1 ? this.rows.base1 : this.rows.base0
    const ops = [...this.rows.ops.values()].sort((a, b) => a.op_seq - b.op_seq)
    const known = ops.every((op) => STATES.includes(op.state))
    if (!known) throw new Error('an operation in a state nobody knows')
    const all = (rows: ReadonlyMap<unknown, unknown>) => [...rows.values()]
    return {
      ...{ head, ops, base: all(base), local: all(this.rows.local), conflicts: all(this.rows.conflicts) },
      uploads: all(this.rows.uploads),
      blobs: [...this.rows.blobs.keys()],
    }
  }

  /** Optimistic rows that do not follow from the server's row and the operations on the disk, by neither set of rules. */
  private async findStale(): Promise<void> {
    const store = new MemoryStore(() => 'none', this.rows)
    const held = await store.all('local')
    const head = this.rows.head.get('head') ?? FIRST_HEAD
    const scenes = await readScenes(
      store,
      head,
      held.map((row) => row.id),
    )
    const stale = scenes.filter((scene) => {
      const kind = scene.local!.kind
      const derived = [false, true].map((lenient) => said(overlay(scene, definitionOf(kind, lenient)).row))
      return !derived.includes(said(scene.local!))
    })
    this.tell({ what: 'stale', records: stale.map((scene) => scene.id) })
  }

  private taken<T>(from: Map<number, T>, number: number): T | undefined {
    const found = from.get(number)
    from.delete(number)
    return found
  }

  /** UUIDv7 of a source of noise that the seed alone decides. */
  private uuid7(at: number): string {
    const time = Math.max(0, at).toString(16).padStart(12, '0').slice(-12)
    const noise = Array.from({ length: 5 }, () => this.random16().toString(16).padStart(4, '0'))
    const variant = ((this.random16() & 0x3fff) | 0x8000).toString(16)
    return `${time.slice(0, 8)}-${time.slice(8)}-7${noise[0]!.slice(1)}-${variant}-${noise.slice(1, 4).join('')}`
  }

  private random16(): number {
    this.noise = (this.noise + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.noise ^ (this.noise >>> 15), 1 | this.noise)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (mixed ^ (mixed >>> 14)) & 0xffff
  }
}
