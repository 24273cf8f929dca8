import 'fake-indexeddb/auto'
import { beforeEach, expect, test } from 'vitest'
import { MAX_FILE_BYTES } from '@sync/attachments.ts'
import { Engine } from '@sync/client/engine.ts'
import { Attachments } from '@/device/attachments'
import { sha256, utf8 } from '@/device/bytes'
import { IndexedDbStore } from '@/device/indexeddb_store'
import { openDeviceDatabase } from '@/device/schema'
import { Seal } from '@/device/sealing'
import { bench, keeper } from '../../sync/client/toy.ts'

const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
const small = (bytes: BlobPart) => new Blob([bytes], { type: 'image/jpeg' })
let names = 0
let engine: Engine
let store: IndexedDbStore
let database: IDBDatabase
let onServer: Blob | null
let attachments: Attachments

beforeEach(async () => {
  database = await openDeviceDatabase(`files-${(names += 1)}`, () => undefined)
  store = new IndexedDbStore(database, new Seal(key))
  engine = new Engine({ ...bench().host, store })
  onServer = null
  const pictures = async (photo: Blob) => ({
    ...{ bytes: await photo.arrayBuffer(), preview: utf8('small').buffer, isReadable: true },
  })
  attachments = new Attachments(engine, store, { fetchFile: () => Promise.resolve(onServer) }, pictures)
})

async function attached(photo = small('large')): Promise<string> {
  const outcome = await attachments.attach(photo, 'photo')
  if (!outcome.ok) throw new Error(outcome.problem.code)
  return outcome.value
}

test('a photo is named by what is kept of it, and read back', async () => {
  const name = await attached()
  expect(name).toBe(`sha256:${await sha256('large')}`)
  expect(await (await attachments.attachment(name))?.text()).toBe('large')
})

test('nothing of it is readable on the disk', async () => {
  const name = await attached(small('客户王芳'))
  const stored = await new Promise<{ box: Uint8Array }>((resolve) => {
    const asked = database.transaction('blobs').objectStore('blobs').get(name)
    asked.onsuccess = () => resolve(asked.result as { box: Uint8Array })
  })
  expect(Object.keys(stored).sort()).toEqual(['box', 'name'])
  expect(Buffer.from(stored.box).toString('utf8')).not.toContain('王芳')
})

test('strokes are kept as they were drawn', async () => {
  const strokes = '{"v":1,"width":3,"height":2,"strokes":[[[0,0,0]]]}'
  const outcome = await attachments.attach(new Blob([strokes]), 'signature')
  expect(outcome).toEqual({ ok: true, value: `sha256:${await sha256(strokes)}` })
  const read = await attachments.attachment(outcome.ok ? outcome.value : '')
  expect([read?.type, await read?.text()]).toEqual(['application/vnd.lobbybook.strokes+json', strokes])
})

test.each([0, MAX_FILE_BYTES + 1])('a file of %i bytes is refused in words', async (size) => {
  const outcome = await attachments.attach(new Blob([new Uint8Array(size)]), 'signature')
  expect(outcome).toMatchObject({ ok: false, problem: { code: 'file_too_large' } })
})

test('of a file whose bytes have left, the small picture is shown, and the whole one where the bank can be asked', async () => {
  const name = await attached()
  const head = await engine.head()
  const gone = { table: 'blobs', key: name, value: null } as const
  const next = { table: 'head', key: 'head', value: { ...head, version: head.version + 1 } } as const
  await store.commit([gone, next], head.version)
  const text = async (whole: boolean) => (await attachments.attachment(name, { whole }))?.text()
  expect([await text(false), await text(true)]).toEqual(['small', 'small'])
  onServer = small('from the bank')
  expect([await text(false), await text(true)]).toEqual(['small', 'from the bank'])
})

test("another tablet's file comes from the bank, or not at all", async () => {
  const name = `sha256:${'e'.repeat(64)}`
  expect(await attachments.attachment(name)).toBeNull()
  onServer = small('theirs')
  expect(await (await attachments.attachment(name))?.text()).toBe('theirs')
})

test('what waits to be sent is listed', async () => {
  const name = await attached()
  expect(await attachments.uploads()).toEqual([])
  await engine.capture(keeper, 'toy', { name: 'bear', pictures: [name] })
  expect(await attachments.uploads()).toMatchObject([{ name, use: 'photo', offset: 0, size: 5, kind: 'toy' }])
})
