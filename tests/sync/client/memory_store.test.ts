import { describe, expect, test } from 'vitest'
import { Died, MemoryStore } from '../../../sync/client/memory_store.ts'
import { StoreFailed } from '../../../sync/client/ports.ts'
import { headWrite, opRow, storeContract } from './store_contract.ts'

describe('the store in memory', () => {
  storeContract(
    () => Promise.resolve(new MemoryStore()),
    (store) => Promise.resolve((store as MemoryStore).reopened()),
  )

  const writes = [{ table: 'ops', key: 1, value: opRow(1) } as const, headWrite(1)]

  test('an aborted commit writes nothing and can be made again', async () => {
    const faults = ['abort', 'none'] as const
    let count = 0
    const store = new MemoryStore(() => faults[count++]!)
    await expect(store.commit(writes, 0)).rejects.toBeInstanceOf(StoreFailed)
    expect(await store.get('ops', 1)).toBeUndefined()
    expect(await store.commit(writes, 0)).toBe(true)
  })

  test.each([
    ['die_before', undefined],
    ['die_after', opRow(1)],
  ] as const)('%s: the next process finds what the disk has, the dead one nothing', async (fault, found) => {
    const store = new MemoryStore(() => fault)
    await expect(store.commit(writes, 0)).rejects.toBeInstanceOf(Died)
    await expect(store.get('ops', 1)).rejects.toBeInstanceOf(Died)
    expect(await store.reopened().get('ops', 1)).toEqual(found)
  })
})
