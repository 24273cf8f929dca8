// IndexedDB as promises, without a library: a transaction's life must stay visible where it is used.

export class DatabaseNewer extends Error {}
export class DatabaseUnavailable extends Error {}

export interface Opening {
  name: string
  version: number
  upgrade(database: IDBDatabase, from: number): void
  /** Another tab wants a newer schema, or the browser took the database away: the connection is closed. */
  onLost(): void
}

/** Rejects with DatabaseNewer when a later version of the app has been here, with DatabaseUnavailable otherwise. */
export function openDatabase({ name, version, upgrade, onLost }: Opening): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name, version)
    opening.onupgradeneeded = (event) => upgrade(opening.result, event.oldVersion)
    opening.onerror = () => {
      const newer = opening.error?.name === 'VersionError'
      reject(newer ? new DatabaseNewer(name) : new DatabaseUnavailable(opening.error?.name ?? name))
    }
    opening.onsuccess = () => resolve(guarded(opening.result, onLost))
  })
}

function guarded(database: IDBDatabase, onLost: () => void): IDBDatabase {
  database.onversionchange = () => {
    database.close()
    onLost()
  }
  database.onclose = onLost
  return database
}

export async function databaseExists(name: string): Promise<boolean> {
  return (await indexedDB.databases()).some((known) => known.name === name)
}

export function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('request failed'))
  })
}

/** Resolves when the transaction is on disk, rejects when nothing of it was written. */
export function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new Error('aborted'))
  })
}

export function writing(database: IDBDatabase, stores: readonly string[]): IDBTransaction {
  return database.transaction([...stores], 'readwrite', { durability: 'strict' })
}

export async function put(database: IDBDatabase, store: string, key: IDBValidKey, value: unknown): Promise<void> {
  const transaction = writing(database, [store])
  transaction.objectStore(store).put(value, key)
  await completed(transaction)
}

export async function take<T>(database: IDBDatabase, store: string, key: IDBValidKey): Promise<T | undefined> {
  return result<T | undefined>(database.transaction(store).objectStore(store).get(key))
}

export async function drop(database: IDBDatabase, store: string, key: IDBValidKey): Promise<void> {
  const transaction = writing(database, [store])
  transaction.objectStore(store).delete(key)
  await completed(transaction)
}
