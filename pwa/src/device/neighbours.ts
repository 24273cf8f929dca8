// Many rows by their keys. What is asked for together mostly lies together, so a stretch of keys is one request and not fifty;
// on a slow tablet the requests cost more than the rows.
import { result } from './database'

const STRETCH = 50
/** A stretch with more rows than this between its ends is read key by key. */
const CROWDED = 100

type Key = string | number
type Range = (first: Key, last: Key) => IDBKeyRange

/** All rows of these keys, and maybe some between them: whoever asks picks. */
export async function neighbours<T>(
  source: IDBObjectStore | IDBIndex,
  keys: readonly Key[],
  range: Range,
): Promise<T[]> {
  const inOrder = [...new Set(keys)].sort((a, b) => (a < b ? -1 : 1))
  const stretches = Array.from({ length: Math.ceil(inOrder.length / STRETCH) }, (_none, i) =>
    inOrder.slice(i * STRETCH, (i + 1) * STRETCH),
  )
  return (await Promise.all(stretches.map((stretch) => together<T>(source, stretch, range)))).flat()
}

async function together<T>(source: IDBObjectStore | IDBIndex, keys: readonly Key[], range: Range): Promise<T[]> {
  const rows = await result<T[]>(source.getAll(range(keys[0]!, keys.at(-1)!), CROWDED))
  if (rows.length < CROWDED) return rows
  return (await Promise.all(keys.map((key) => result<T[]>(source.getAll(range(key, key)))))).flat()
}

/** The row of each key, in their order; of a store whose rows hold their own key, unless it is one key alone. */
export async function takeMany<T>(store: IDBObjectStore, keys: readonly Key[]): Promise<(T | undefined)[]> {
  if (keys.length === 1) return [await result<T | undefined>(store.get(keys[0]!))]
  const path = store.keyPath as string
  const rows = await neighbours<T>(store, keys, (first, last) => IDBKeyRange.bound(first, last))
  const byKey = new Map(rows.map((row) => [(row as Record<string, unknown>)[path], row]))
  return keys.map((key) => byKey.get(key))
}
