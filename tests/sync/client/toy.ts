// A world for the tests of the client: one kind of record that no bank has, people, and a host whose time and names are given.
import { FIRST_HEAD } from '../../../sync/client/head.ts'
import { createHash } from 'node:crypto'
import { MemoryStore, type CommitFault } from '../../../sync/client/memory_store.ts'
import { Engine } from '../../../sync/client/engine.ts'
import type { Author } from '../../../sync/client/intents.ts'
import type { Definition, FileTransport, Host, RecordRow, Transport } from '../../../sync/client/ports.ts'
import { Unreachable } from '../../../sync/client/ports.ts'

const text = (code: string, required = false) => ({ code, type: 'text' as const, required, max: 50 })
const command = (code: string, from: string[], to: string | null, more: object = {}) => ({
  ...{ code, from, to, roles: ['keeper'], args: [], required: [], reason: false },
  ...more,
})

export const TOY: Definition = {
  code: 'toy',
  capture_roles: ['keeper'],
  fields: [
    text('name', true),
    text('colour'),
    text('shelf'),
    text('box'),
    { code: 'due', type: 'date', derived: true },
    { code: 'pictures', type: 'photos', max: 6 },
  ],
  groups: { place: ['shelf', 'box'] },
  rules: [{ code: 'box_needs_shelf', field: 'shelf', when: ['present', 'box'], must: ['present', 'shelf'] }],
  life_cycle: {
    created: 'new',
    states: [{ code: 'new' }, { code: 'lent' }, { code: 'voided' }],
    commands: [
      command('lend', ['new'], 'lent', { args: ['colour'], required: ['colour'] }),
      command('give_back', ['lent'], 'new', { reason: true }),
      command('void', ['new', 'lent'], 'voided', { roles: ['head'], reason: true, offline: false }),
    ],
  },
  operations: ['create', 'update', 'resolve', 'lend', 'give_back', 'void'].map((verb) => `toy.${verb}@1`),
}

export const DEVICE = '01890000-0000-7000-8000-00000000000d'
export const START = Date.parse('2026-03-02T01:00:00.000Z')

export const keeper: Author = {
  id: '01890000-0000-7000-8000-0000000000a1',
  name: '测试',
  grantId: '01890000-0000-7000-8000-0000000000a2',
  roles: ['keeper'],
  online: false,
}

export const sha256 = (content: string): string => createHash('sha256').update(content, 'utf8').digest('hex')

/** Names that only count: unique in one test, the same in every run. */
export function names(prefix = 1): () => string {
  let count = 0
  return () => {
    count += 1
    return `0189${String(prefix).padStart(4, '0')}-0000-7000-8000-${count.toString(16).padStart(12, '0')}`
  }
}

export const noFiles: FileTransport = { sendFile: () => Promise.reject(new Unreachable()) }
export const offline: Transport = { send: () => Promise.reject(new Unreachable()) }

export interface Bench {
  store: MemoryStore
  engine: Engine
  host: Host
  /** Milliseconds. */
  passBy(time: number): void
}

export function bench(
  options: {
    transport?: Transport
    files?: FileTransport
    store?: MemoryStore
    fault?: () => CommitFault
    prefix?: number
    started?: Host['started']
    occasion?: Host['occasion']
    kind?: Partial<Definition>
  } = {},
): Bench {
  const store = options.store ?? new MemoryStore(options.fault)
  let now = START
  const host: Host = {
    store,
    transport: options.transport ?? offline,
    files: options.files ?? noFiles,
    now: () => (now += 1000),
    uuid7: names(options.prefix ?? 1),
    sha256: (content) => Promise.resolve(sha256(content)),
    kind: (code) => (code === TOY.code ? { ...TOY, ...options.kind } : undefined),
    started: options.started,
    occasion: options.occasion,
    appVersion: '0.1.0',
    deviceId: DEVICE,
  }
  return { store, engine: new Engine(host), host, passBy: (time) => void (now += time) }
}

export const serverRow = (changes: Partial<RecordRow> & { id: string }): RecordRow => ({
  kind: 'toy',
  rev: 1,
  no: 'TY-0001-260302-0001',
  status: 'new',
  values: { name: 'bear' },
  at: '2026-03-02T01:00:00.000Z',
  created_by: keeper.id,
  created_by_name: keeper.name,
  device_id: DEVICE,
  captured_offline: false,
  doubtful: false,
  updated_at: '2026-03-02T01:00:00.000Z',
  void_reason: null,
  documents: [],
  scope: 'branch:1:floor',
  ...changes,
})

export const R1 = '01890000-0000-7000-8000-000000000001'

export async function captured({ engine }: Bench, values: object = { name: 'bear' }): Promise<string> {
  const saved = await engine.capture(keeper, 'toy', { ...values })
  if (!saved.ok) throw new Error('not saved')
  return saved.recordId
}

/** A tablet on which a row of the server is shown. */
export async function holding(values: object, more: object = {}): Promise<Bench> {
  const made = bench()
  const row = serverRow({ id: R1, rev: 4, values: { ...values }, ...more })
  const head = { table: 'head', key: 'head', value: { ...FIRST_HEAD, version: 1 } } as const
  await made.store.commit([{ table: 'base0', key: R1, value: row }, head], 0)
  return made
}
