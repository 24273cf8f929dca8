// What the databases of a tablet hold. In the clear stand only the columns an index or the guard of a commit needs;
// everything else of a row is `box`, sealed by sealing.ts.
import type { Generation } from '@sync/client/ports.ts'
import { openDatabase } from './database'

/** Changes with the layout of what is inside a box; part of what every box is bound to. */
export const ROW_SCHEMA = 1
/** 2: files of records. */
const VERSION = 2

export const deviceDatabase = (deviceId: string): string => `lobbybook-${deviceId}`
export const IDENTITY_DATABASE = 'lobbybook-identity'

/** Where the segments of a generation lie: their keys are `SegmentKey`, their values boxes of many rows. */
export const segmentsOf = (table: Generation): string => (table === 'base0' ? 'segments0' : 'segments1')

/** `people`: who may open this tablet by PIN · `wraps`: the data key, wrapped · `notes`: sealed small things by name. */
export const OWN_STORES = ['people', 'wraps', 'tries', 'notes'] as const

export function openDeviceDatabase(deviceId: string, onLost: () => void): Promise<IDBDatabase> {
  return openDatabase({ name: deviceDatabase(deviceId), version: VERSION, upgrade, onLost })
}

export function openIdentityDatabase(onLost: () => void): Promise<IDBDatabase> {
  const createOwn = (database: IDBDatabase) => void database.createObjectStore('own')
  return openDatabase({ name: IDENTITY_DATABASE, version: 1, upgrade: createOwn, onLost })
}

/** Every version is one step, so that a tablet of any age comes to the newest with all it holds. */
function upgrade(database: IDBDatabase, from: number): void {
  if (from < 1) createRowStores(database)
  if (from < 2) createFileStores(database)
}

function createRowStores(database: IDBDatabase): void {
  for (const name of ['base0', 'base1'] as const) {
    database.createObjectStore(segmentsOf(name))
    const rows = database.createObjectStore(name, { keyPath: 'id' })
    rows.createIndex('newest', ['at', 'id'])
    rows.createIndex('newest_of_kind', ['kind', 'at', 'id'])
  }
  const operations = database.createObjectStore('ops', { keyPath: 'op_seq' })
  operations.createIndex('state', ['state', 'op_seq'])
  operations.createIndex('record', ['record_id', 'op_seq'])
  for (const name of ['local', 'conflicts', 'drafts']) database.createObjectStore(name, { keyPath: 'id' })
  for (const name of ['head', ...OWN_STORES]) database.createObjectStore(name)
}

function createFileStores(database: IDBDatabase): void {
  const uploads = database.createObjectStore('uploads', { keyPath: 'name' })
  uploads.createIndex('state', ['state', 'at', 'name'])
  for (const name of ['blobs', 'previews']) database.createObjectStore(name, { keyPath: 'name' })
}
