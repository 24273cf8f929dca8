// Databases of older versions of the app come to the newest with all they hold. Their layouts are written down here for ever.
import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { IndexedDbStore } from '@/device/indexeddb_store'
import { completed, openDatabase, writing } from '@/device/database'
import { sealed } from '@/device/rows'
import { deviceDatabase, openDeviceDatabase } from '@/device/schema'
import { Seal } from '@/device/sealing'
import { FIRST_HEAD } from '@sync/client/head.ts'
import { Engine } from '@sync/client/engine.ts'
import { opRow } from '../../sync/client/store_contract.ts'
import { bench } from '../../sync/client/toy.ts'

const seal = new Seal(await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']))

function firstVersion(database: IDBDatabase): void {
  for (const table of ['base0', 'base1'] as const) {
    database.createObjectStore(table === 'base0' ? 'segments0' : 'segments1')
    const rows = database.createObjectStore(table, { keyPath: 'id' })
    rows.createIndex('newest', ['at', 'id'])
    rows.createIndex('newest_of_kind', ['kind', 'at', 'id'])
  }
  const operations = database.createObjectStore('ops', { keyPath: 'op_seq' })
  operations.createIndex('state', ['state', 'op_seq'])
  operations.createIndex('record', ['record_id', 'op_seq'])
  for (const name of ['local', 'conflicts', 'drafts']) database.createObjectStore(name, { keyPath: 'id' })
  for (const name of ['head', 'people', 'wraps', 'tries', 'notes']) database.createObjectStore(name)
}

/** What the first version wrote: a head that knows nothing of files, and what waits to be sent. */
async function written(name: string, waiting: number): Promise<void> {
  const opening = { name: deviceDatabase(name), version: 1, upgrade: firstVersion, onLost: () => undefined }
  const database = await openDatabase(opening)
  const { uploads: _later, ...head } = { ...FIRST_HEAD, version: 7, op_seq: waiting }
  const ops = Array.from({ length: waiting }, (_, i) => opRow(i + 1))
  const rows = await Promise.all(ops.map((op) => sealed(seal, { table: 'ops', key: op.op_seq, value: op })))
  const box = await sealed(seal, { table: 'head', key: 'head', value: head as typeof FIRST_HEAD })
  const transaction = writing(database, ['ops', 'head'])
  for (const row of rows) transaction.objectStore('ops').put(row)
  transaction.objectStore('head').put(box, 'head')
  await completed(transaction)
  database.close()
}

test('I13: a database of the first version opens with its outbox intact, and takes files', async () => {
  await written('old', 3)
  const store = new IndexedDbStore(await openDeviceDatabase('old', () => undefined), seal)
  expect(await store.opsIn('waiting', 0, 10)).toEqual([opRow(1), opRow(2), opRow(3)])
  const engine = new Engine({ ...bench().host, store })
  expect(await engine.head()).toMatchObject({ version: 7, op_seq: 3, uploads: 0 })
  const bytes = new Uint8Array([1, 2])
  await engine.attach({ name: 'sha256:x', use: 'photo', bytes, preview: bytes })
  expect((await store.get('blobs', 'sha256:x'))?.bytes).toEqual(bytes)
  expect(await store.opsIn('waiting', 0, 10)).toHaveLength(3)
})
