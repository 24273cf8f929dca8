// A CouchDB-compatible server for the PouchDB peer: express-pouchdb over LevelDB.
// Trap: the express app must exist before its first database, else its hooks are missing.
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const express = require('express')
const PouchDB = require('pouchdb-core')
  .plugin(require('pouchdb-adapter-leveldb'))
  .plugin(require('pouchdb-replication'))
  .plugin(require('pouchdb-mapreduce'))
  .plugin(require('pouchdb-find'))

const folder = process.env.BENCH_FOLDER
mkdirSync(`${folder}/couch`, { recursive: true })
const Stored = PouchDB.defaults({ prefix: `${folder}/couch/`, adapter: 'leveldb' })
const app = express()
app.use((request, response, next) => {
  response.set('Access-Control-Allow-Origin', request.headers.origin ?? '*')
  response.set('Access-Control-Allow-Headers', 'content-type')
  response.set('Access-Control-Allow-Methods', 'GET,PUT,POST,DELETE')
  response.set('Access-Control-Allow-Credentials', 'true')
  if (request.method === 'OPTIONS') return response.sendStatus(204)
  next()
})
app.use('/pages', express.static(`${folder}/pages`))
const couch = require('express-pouchdb')(Stored, { inMemoryConfig: true, logPath: `${folder}/couch.log` })
app.use('/', couch)

const rows = new Stored('rows')
const seed = JSON.parse(readFileSync(`${folder}/rows.json`, 'utf8'))
await rows.bulkDocs(seed.map((row) => ({ _id: row.id, ...row })))
const server = app.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ port: server.address().port }))
})
process.on('SIGTERM', () => process.exit(0))
