import 'fake-indexeddb/auto'
import { describe, expect, test } from 'vitest'
import { StoreFailed } from '@sync/client/ports.ts'
import { DatabaseNewer } from '@/device/database'
import { IndexedDbStore } from '@/device/indexeddb_store'
import { deviceDatabase, openDeviceDatabase } from '@/device/schema'
import { Seal } from '@/device/sealing'
import { headWrite, opRow, storeContract } from '../../sync/client/store_contract.ts'

const ignore = () => undefined
const seal = () => new Seal(key)
const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
let names = 0
const newName = () => `store-${(names += 1)}`

async function opened(name = newName()) {
  const database = await openDeviceDatabase(name, ignore)
  return { database, name, store: new IndexedDbStore(database, seal()) }
}

describe('the store in IndexedDB', () => {
  const namesOf = new WeakMap<object, string>()
  const contractStore = async (name?: string) => {
    const made = await opened(name)
    namesOf.set(made.store, made.name)
    return made.store
  }
  storeContract(contractStore, (store) => contractStore(namesOf.get(store)))

  test('holds nothing readable but what its indexes and its guard need', async () => {
    const { database, store } = await opened()
    const op = opRow(1, { actor_id: 'somebody', text: '{"note":"客户王芳 13812345678"}' })
    await store.commit([{ table: 'ops', key: 1, value: op }, headWrite(1, { epoch: 'secret-epoch' })], 0)
    const raw = async (name: string) =>
      new Promise<Record<string, unknown>>((resolve) => {
        const all = database.transaction(name).objectStore(name).getAll()
        all.onsuccess = () => resolve(all.result[0] as Record<string, unknown>)
      })
    expect(Object.keys(await raw('ops')).sort()).toEqual(['box', 'op_seq', 'record_id', 'state'])
    expect(Object.keys(await raw('head')).sort()).toEqual(['box', 'counts', 'version'])
    expect(Buffer.from((await raw('ops')).box as Uint8Array).toString('utf8')).not.toContain('13812345678')
  })

  test('walks through a generation and meets every row once', async () => {
    const { store } = await opened()
    const row = (id: string) => ({ id, kind: 'k', at: '1', status: 's' }) as never
    const writes = ['c', 'a', 'b'].map((id) => ({ table: 'base0', key: id, value: row(id) }) as const)
    await store.commit([...writes, headWrite(1)], 0)
    const ids = []
    for await (const rows of store.walk('base0')) ids.push(...rows.map(({ id }) => id))
    expect(ids.sort()).toEqual(['a', 'b', 'c'])
  })

  test('fails, and keeps what it had, once its key is forgotten', async () => {
    const { database, name } = await opened()
    const locking = seal()
    const store = new IndexedDbStore(database, locking)
    await store.commit([{ table: 'ops', key: 1, value: opRow(1) }, headWrite(1)], 0)
    locking.forget()
    await expect(store.commit([headWrite(2)], 1)).rejects.toThrow()
    await expect(store.get('ops', 1)).rejects.toBeInstanceOf(StoreFailed)
    expect(await (await opened(name)).store.get('ops', 1)).toEqual(opRow(1))
  })

  test('says that it failed when its database is closed', async () => {
    const { database, store } = await opened()
    database.close()
    await expect(store.commit([headWrite(1)], 0)).rejects.toBeInstanceOf(StoreFailed)
  })

  test('a row the database refuses takes the whole commit with it', async () => {
    const { store } = await opened()
    const broken = { table: 'ops', key: 2, value: opRow(2, { op_seq: Number.NaN }) } as const
    const whole = [{ table: 'ops', key: 1, value: opRow(1) } as const, broken, headWrite(1)]
    await expect(store.commit(whole, 0)).rejects.toBeInstanceOf(StoreFailed)
    expect(await store.opsIn('waiting', 0, 10)).toEqual([])
    expect(await store.get('head', 'head')).toBeUndefined()
  })

  test('tells of a commit only when it was written', async () => {
    const heard: number[] = []
    const store = new IndexedDbStore((await opened()).database, seal(), (writes) => heard.push(writes.length))
    await store.commit([headWrite(1)], 0)
    await store.commit([headWrite(1)], 0)
    expect(heard).toEqual([1])
  })
})

describe('the database', () => {
  test('of a newer version of the app is not opened, and not emptied', async () => {
    const name = newName()
    await new Promise<void>((resolve) => {
      const opening = indexedDB.open(deviceDatabase(name), 99)
      opening.onsuccess = () => {
        opening.result.close()
        resolve()
      }
    })
    await expect(openDeviceDatabase(name, ignore)).rejects.toBeInstanceOf(DatabaseNewer)
  })

  test('gives way to a newer version and says so', async () => {
    const name = newName()
    const lost = new Promise<string>((resolve) => void openDeviceDatabase(name, () => resolve('lost')))
    await openDeviceDatabase(name, ignore)
    const upgrade = indexedDB.open(deviceDatabase(name), 99)
    expect(await lost).toBe('lost')
    upgrade.onsuccess = () => upgrade.result.close()
  })
})
