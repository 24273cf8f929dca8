import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { openDatabase } from '@/device/database'
import { takeMany } from '@/device/neighbours'

let names = 0

/** A store that holds these numbers. */
async function holding(numbers: readonly number[]) {
  const upgrade = (database: IDBDatabase) => {
    const store = database.createObjectStore('rows', { keyPath: 'key' })
    for (const key of numbers) store.put({ key })
  }
  const database = await openDatabase({ name: `n${(names += 1)}`, version: 1, upgrade, onLost: () => undefined })
  return () => database.transaction('rows').objectStore('rows')
}

const upTo = (count: number) => Array.from({ length: count }, (_none, i) => i)

test('of many keys each row comes in the place of its key, whatever lies between', async () => {
  const rows = await holding(upTo(1000).filter((each) => each % 3 !== 0))
  const keys = [...upTo(120), 998, 999, 500, 4].reverse()
  const found = await takeMany<{ key: number }>(rows(), keys)
  expect(found.map((row) => row?.key)).toEqual(keys.map((key) => (key % 3 === 0 ? undefined : key)))
})

test('neighbours are read in few requests, however many they are', async () => {
  const store = (await holding(upTo(200)))()
  let requests = 0
  const counted = new Proxy(store, {
    get(target, name) {
      if (name === 'getAll' || name === 'get') requests += 1
      const value = Reflect.get(target, name) as unknown
      return typeof value === 'function' ? (value as () => unknown).bind(target) : value
    },
  })
  await takeMany(counted, upTo(200))
  expect(requests).toBe(4)
})
