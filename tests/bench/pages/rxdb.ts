// RxDB over HTTP with its Dexie storage, in the fastest setting found: large pull pages, one push batch.
import { createRxDatabase } from 'rxdb/plugins/core'
import { replicateRxCollection } from 'rxdb/plugins/replication'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import { Subject as Signal } from 'rxjs'
import { offer, timed, wall, type BenchRow } from './measured.ts'

const PULL_PAGE = 5000
const PUSH_BATCH = 1000
const schema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 40 },
    kind: { type: 'string' },
    status: { type: 'string', maxLength: 30 },
    occurred_at: { type: 'string', maxLength: 30 },
    payload: { type: 'object' },
  },
  required: ['id', 'status', 'occurred_at'],
  indexes: ['status', 'occurred_at'],
}

const started = start()
const again = new Signal<'RESYNC'>()

async function start() {
  const database = await createRxDatabase({ name: 'rx', storage: getRxStorageDexie(), multiInstance: false })
  const { rows } = await database.addCollections({ rows: { schema } })
  return rows
}

async function gzip(value: unknown): Promise<ArrayBuffer> {
  const stream = new Blob([JSON.stringify(value)]).stream().pipeThrough(new CompressionStream('gzip'))
  return new Response(stream).arrayBuffer()
}

async function replicate(live: boolean) {
  const collection = await started
  return replicateRxCollection<BenchRow, { seq: number }>({
    collection: collection as never,
    replicationIdentifier: 'bench',
    live,
    pull: {
      batchSize: PULL_PAGE,
      stream$: again.asObservable(),
      async handler(checkpoint, limit) {
        const answer = await fetch(`/rx/pull?since=${checkpoint?.seq ?? 0}&limit=${limit}`)
        const page = await answer.json()
        return {
          checkpoint: page.checkpoint,
          documents: page.documents.map((d: BenchRow) => ({ ...d, _deleted: false })),
        }
      },
    },
    push: {
      batchSize: PUSH_BATCH,
      async handler(changes) {
        const body = await gzip(changes.map((change) => change.newDocumentState))
        const answer = await fetch('/rx/push', { method: 'POST', body, headers: { 'Content-Encoding': 'gzip' } })
        return answer.json()
      },
    },
  })
}

async function once(): Promise<void> {
  const replication = await replicate(false)
  await replication.awaitInSync()
  await replication.cancel()
}

offer({
  async begin() {
    await started
  },
  pull: once,
  count: async () => (await started).count().exec() as Promise<number>,
  async keep(rows) {
    const collection = await started
    await collection.bulkInsert(rows as never)
  },
  push: () => timed(once),
  idle: once,
  async live() {
    const replication = await replicate(true)
    await replication.awaitInitialReplication()
    const source = new EventSource('/events')
    source.onmessage = () => again.next('RESYNC')
    await new Promise<void>((resolve) => {
      source.onopen = () => resolve()
    })
  },
  async save(row) {
    const collection = await started
    await collection.insert(row as never)
  },
  async seen({ id }) {
    const collection = await started
    return new Promise((resolve) => {
      const watch = collection.findOne(id).$.subscribe((found: unknown) => {
        if (found === null) return
        resolve(wall())
        queueMicrotask(() => watch.unsubscribe())
      })
    })
  },
})
