// Lobbybook itself: the engine over its sealed store and its signed way to the real server, without the screens.
import { Engine } from '../../../sync/client/engine.ts'
import type { RecordRow, Write } from '../../../sync/client/ports.ts'
import { kindOf, wholeContract } from '../../../pwa/src/contract.ts'
import { sha256 } from '../../../pwa/src/device/bytes.ts'
import { enrol } from '../../../pwa/src/device/enrolment.ts'
import { Identity } from '../../../pwa/src/device/identity.ts'
import { IndexedDbStore } from '../../../pwa/src/device/indexeddb_store.ts'
import { Keyring } from '../../../pwa/src/device/keyring.ts'
import { Live } from '../../../pwa/src/device/live.ts'
import { hashPinInWorker } from '../../../pwa/src/device/pin_worker.ts'
import { openDeviceDatabase, openIdentityDatabase } from '../../../pwa/src/device/schema.ts'
import { Seal } from '../../../pwa/src/device/sealing.ts'
import { Session } from '../../../pwa/src/device/session.ts'
import { uuid7 } from '../../../pwa/src/device/uuid7.ts'
import { Wire } from '../../../pwa/src/device/wire.ts'
import type { Author } from '../../../sync/client/intents.ts'
import type { Outcome } from '../../../pwa/src/device/tablet.ts'
import { offer, timed, wall, type BenchRow, type Setup } from './measured.ts'

const ignored = () => undefined
const watched = new Map<unknown, (at: number) => void>()
let engine: Engine
let author: Author
let waiting = 0
let decided: () => void = ignored

function must<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.problem.code)
  return outcome.value
}

async function begin({ code, username, password }: Setup): Promise<void> {
  await wholeContract()
  const identity = await Identity.of(await openIdentityDatabase(ignored))
  const wire = new Wire(identity, ignored)
  const made = async (id: string) => (await openDeviceDatabase(id, ignored)).close()
  const { device_id } = must(await enrol(identity, wire, code, '测试平板', made))
  const { user, grant, recovery_secret } = must(await new Session(wire).open(username, password, device_id))
  const database = await openDeviceDatabase(device_id, ignored)
  const { dataKey } = await new Keyring(database, identity.local, hashPinInWorker).openByRecovery(recovery_secret)
  const store = new IndexedDbStore(database, new Seal(dataKey), committed)
  const own = { now: () => Date.now(), uuid7, sha256, appVersion: 'bench', deviceId: device_id }
  engine = new Engine({ ...own, store, transport: wire, kind: (name) => kindOf(name) ?? undefined })
  author = { id: user.id, name: user.name, grantId: grant.grant_id, roles: [user.active_role], online: true }
}

function committed(writes: readonly Write[]): void {
  for (const { table, value } of writes) {
    if (table === 'head' && value) waiting = value.counts.waiting
    if (table.startsWith('base') && value) watched.get((value as RecordRow).values.question)?.(wall())
  }
  if (waiting === 0) decided()
}

async function capture({ kind, payload }: BenchRow): Promise<void> {
  const saved = await engine.capture(author, kind, payload)
  if (!saved.ok) throw new Error(JSON.stringify(saved))
}

async function sync(): Promise<void> {
  const { trouble } = await engine.sync()
  if (trouble !== null) throw new Error(trouble)
}

/** As the app's own loop does: one round at a time, another if something came up meanwhile. */
let running: Promise<void> | null = null
let wanted = false
async function soon(): Promise<void> {
  wanted = true
  running ??= rounds()
  await running
}

async function rounds(): Promise<void> {
  while (wanted) {
    wanted = false
    await engine.sync()
  }
  running = null
}

/** What this device has sent itself is no news to it, once the round under way has come to its end: as in the app. */
async function poked(scope: string, seq: number): Promise<void> {
  await running
  const { cursors } = await engine.head()
  if ((cursors[scope] ?? 0) < seq) await soon()
}

offer({
  begin,
  pull: sync,
  count: async () => (await engine.head()).records,
  async keep(rows) {
    for (const row of rows) await capture(row)
  },
  async push() {
    const all = new Promise<void>((resolve) => {
      decided = resolve
    })
    const round = timed(sync)
    const passed = await timed(() => all)
    decided = ignored
    await round
    return passed
  },
  idle: sync,
  async live() {
    const live = new Live(({ scope, seq }) => void poked(scope, seq))
    live.start()
    await sync()
  },
  async save(row) {
    await capture(row)
    void soon()
  },
  seen(row) {
    return new Promise((resolve) => watched.set(row.payload.question, resolve))
  },
})
