// What the databases of a tablet hold. In the clear stand only the columns an index or the guard of a commit needs;
// everything else of a row is `box`, sealed by sealing.ts.
import type { Generation } from '@sync/client/ports.ts'
import { openDatabase } from './database'

/** Changes with the layout of what is inside a box; part of what every box is bound to. */
export const ROW_SCHEMA = 1
const VERSION = 1

export const deviceDatabase = (deviceId: string): string => `lobbybook-${deviceId}`
export const IDENTITY_DATABASE = 'lobbybook-identity'

/** Where the segments of a generation lie: their keys are `SegmentKey`, their values boxes of many rows. */
export const segmentsOf = (table: Generation): string => (table === 'base0' ? 'segments0' : 'segments1')

/** `people`: who may open this tablet by PIN · `wraps`: the data key, wrapped · `notes`: sealed small things by name. */
export const OWN_STORES = ['people', 'wraps', 'tries', 'notes'] as const

export function openDeviceDatabase(deviceId: string, onLost: () => void): Promise<IDBDatabase> {
  return openDatabase({ name: deviceDatabase(deviceId), version: VERSION, upgrade: createStores, onLost })
}

export function openIdentityDatabase(onLost: () => void): Promise<IDBDatabase> {
  const upgrade = (database: IDBDatabase) => void database.createObjectStore('own')
  return openDatabase({ name: IDENTITY_DATABASE, version: 1, upgrade, onLost })
}

function createStores(database: IDBDatabase): void {
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
