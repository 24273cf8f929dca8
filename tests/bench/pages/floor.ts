// The floor: the least any client must do. One gzipped JSON and one bulk put; no merge, no receipts, no sealing.
import { offer, timed, wall, type BenchRow } from './measured.ts'

const INDEXES = ['status', 'occurred_at']
const watched = new Map<string, (at: number) => void>()
const opened = openDatabase()

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('floor', 1)
    request.onupgradeneeded = () => {
      const store = request.result.createObjectStore('rows', { keyPath: 'id' })
      for (const index of INDEXES) store.createIndex(index, index)
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

async function putAll(rows: BenchRow[]): Promise<void> {
  const database = await opened
  await new Promise<void>((resolve, reject) => {
    const transaction = database.transaction('rows', 'readwrite', { durability: 'strict' })
    const store = transaction.objectStore('rows')
    for (const row of rows) store.put(row)
    transaction.oncomplete = () => resolve()
    transaction.onerror = () => reject(transaction.error)
  })
}

async function send(rows: BenchRow[]): Promise<void> {
  const stream = new Blob([JSON.stringify(rows)]).stream().pipeThrough(new CompressionStream('gzip'))
  const body = await new Response(stream).arrayBuffer()
  const answer = await fetch('/floor/push', { method: 'POST', body, headers: { 'Content-Encoding': 'gzip' } })
  await answer.json()
}

let expected: string | null = null

offer({
  async begin() {
    await opened
  },
  async pull() {
    const rows = (await (await fetch('/floor/pull')).json()) as BenchRow[]
    await putAll(rows)
  },
  async count() {
    const store = (await opened).transaction('rows').objectStore('rows')
    return new Promise((resolve) => {
      const counting = store.count()
      counting.onsuccess = () => resolve(counting.result)
    })
  },
  keep: putAll,
  push: (rows) => timed(() => send(rows)),
  async idle() {
    await (await fetch('/floor/row/none')).json()
  },
  live() {
    const source = new EventSource('/events')
    source.onmessage = async () => {
      if (expected === null) return
      const row = (await (await fetch(`/floor/row/${expected}`)).json()) as BenchRow | null
      if (row === null) return
      await putAll([row])
      watched.get(row.id)?.(wall())
    }
    return new Promise((resolve) => {
      source.onopen = () => resolve()
    })
  },
  async save(row) {
    await putAll([row])
    await send([row])
  },
  seen({ id }) {
    expected = id
    return new Promise((resolve) => watched.set(id, resolve))
  },
})
