// PouchDB against a CouchDB-compatible server, in the fastest setting found: batches of 1000, ten in flight.
import PouchDB from 'pouchdb-browser'
import { offer, timed, wall, type BenchRow } from './measured.ts'

const BATCH = { batch_size: 1000, batches_limit: 10 }
const remote = new PouchDB(`${location.origin}/rows`)
const local = new PouchDB('rows', { auto_compaction: false })
const watched = new Map<string, (at: number) => void>()

function documentOf(row: BenchRow) {
  return { _id: row.id, ...row }
}

offer({
  async begin() {
    await local.info()
  },
  async pull() {
    await local.replicate.from(remote, BATCH)
  },
  count: async () => (await local.info()).doc_count,
  async keep(rows) {
    await local.bulkDocs(rows.map(documentOf))
  },
  push: () => timed(() => local.replicate.to(remote, BATCH)),
  async idle() {
    await local.replicate.to(remote, BATCH)
    await local.replicate.from(remote, BATCH)
  },
  async live() {
    const now = (await remote.info()).update_seq
    const pulling = local.replicate.from(remote, { live: true, retry: true, since: now, batch_size: 1 })
    local.replicate.to(remote, { live: true, retry: true, batch_size: 1 })
    local
      .changes({ live: true, since: 'now' })
      .on('change', (change: { id: string }) => watched.get(change.id)?.(wall()))
    await new Promise<void>((resolve) => pulling.on('paused', () => resolve()))
  },
  async save(row) {
    await local.put(documentOf(row))
  },
  seen({ id }) {
    return new Promise((resolve) => watched.set(id, resolve))
  },
})
