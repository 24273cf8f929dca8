// The lane of the files against a server that keeps tus: what is sent, from where, and when bytes may leave the tablet.
import { beforeEach, describe, expect, test } from 'vitest'
import { PART_BYTES } from '../../../sync/attachments.ts'
import type { FileAnswer, FileRequest, FileTransport, UploadRow } from '../../../sync/client/ports.ts'
import { Unreachable } from '../../../sync/client/ports.ts'
import { bench, keeper, offline, type Bench } from './toy.ts'

const NAME = `sha256:${'a'.repeat(64)}`
const BYTES = new Uint8Array(PART_BYTES * 2 + 7).map((_, i) => i % 251)
const PREVIEW = new Uint8Array([1, 2, 3])
const DURABLE_AT = '2026-03-09T01:00:00.000Z'

/** Keeps what it is sent; `damages` says how many whole files turn out wrong, `trouble` answers instead of it. */
class FileServer implements FileTransport {
  readonly asked: string[] = []
  files = new Map<string, { size: number; got: Uint8Array<ArrayBuffer>; verified: boolean }>()
  durable = false
  damages = 0
  trouble: (request: FileRequest) => FileAnswer | 'unreachable' | null = () => null

  async sendFile(request: FileRequest): Promise<FileAnswer> {
    this.asked.push(`${request.method} ${request.headers['Upload-Offset'] ?? ''}`.trim())
    const trouble = this.trouble(request)
    if (trouble === 'unreachable') throw new Unreachable()
    return trouble ?? this.#answer(request)
  }

  #answer({ method, target, headers, body }: FileRequest): FileAnswer {
    const hex = method === 'POST' ? atob(headers['Upload-Metadata']!.split(/[ ,]/)[1]!) : target.split('/').at(-1)!
    if (method === 'POST' && !this.files.has(hex))
      this.files.set(hex, { size: Number(headers['Upload-Length']), got: new Uint8Array(), verified: false })
    const file = this.files.get(hex)
    if (file === undefined) return refusal(404, 'file_not_announced')
    if (method === 'PATCH' && !file.verified) {
      if (Number(headers['Upload-Offset']) !== file.got.length) return refusal(409, 'offset_differs')
      file.got = Uint8Array.from(Buffer.concat([file.got, body!]))
      if (file.got.length === file.size && this.damages-- > 0) {
        file.got = new Uint8Array()
        return refusal(422, 'file_damaged')
      }
      file.verified = file.got.length === file.size
    }
    return standing(file.verified ? (this.durable ? 'durable' : 'verified') : 'receiving', file.got.length)
  }
}

function standing(state: string, offset: number): FileAnswer {
  const durable: Record<string, string> = state === 'receiving' ? {} : { 'upload-durable-at': DURABLE_AT }
  return {
    status: 200,
    headers: { 'tus-resumable': '1.0.0', 'upload-offset': String(offset), 'upload-state': state, ...durable },
    body: null,
  }
}

const refusal = (status: number, code: string): FileAnswer => ({ status, headers: {}, body: { code } })

let server: FileServer
let made: Bench
beforeEach(() => {
  server = new FileServer()
  made = bench({ files: server })
})

const attach = (name = NAME) => made.engine.attach({ name, use: 'photo', bytes: BYTES, preview: PREVIEW })
const row = async (name = NAME): Promise<UploadRow | undefined> => made.store.get('uploads', name)
const uploads = async () => (await made.engine.head()).uploads

async function captured(): Promise<void> {
  await attach()
  const saved = await made.engine.capture(keeper, 'toy', { name: 'bear', pictures: [NAME] })
  expect(saved).toMatchObject({ ok: true })
}

describe('what is attached', () => {
  test('MUST-48: it is durable at once, and nothing is sent while no operation names it', async () => {
    await attach()
    expect((await made.store.get('blobs', NAME))?.bytes).toEqual(BYTES)
    await made.engine.upload()
    expect([server.asked, await uploads(), (await row())?.state]).toEqual([[], 0, 'loose'])
  })

  test('MUST-48: the capture that names it marks it in its own commit', async () => {
    await captured()
    expect(await row()).toMatchObject({ state: 'waiting', kind: 'toy', size: BYTES.length })
    expect(await uploads()).toBe(1)
  })

  test('MUST-48: attaching it twice keeps one file', async () => {
    await captured()
    await attach()
    expect([(await row())?.state, await uploads()]).toEqual(['waiting', 1])
  })

  test('MUST-48: what nothing names is let go by the next process, what a draft names is not', async () => {
    const kept = `sha256:${'b'.repeat(64)}`
    await attach()
    await attach(kept)
    await made.engine.saveDraft({
      ...{ id: 'd', actor_id: 'a', kind: 'toy', about: null, updated_at: '' },
      values: { pictures: [kept] },
    })
    await made.engine.upload()
    expect(await row()).toBeDefined()
    await bench({ files: server, store: made.store, prefix: 2 }).engine.upload()
    expect([await row(), await made.store.get('blobs', NAME)]).toEqual([undefined, undefined])
    expect((await made.store.get('blobs', kept))?.bytes).toEqual(BYTES)
  })
})

describe('sending', () => {
  test('MUST-43, MUST-44: it is announced, sent in parts and verified', async () => {
    await captured()
    expect(await made.engine.upload()).toMatchObject({ verified: 1, trouble: null, requests: 4 })
    expect(server.asked).toEqual(['POST', 'PATCH 0', `PATCH ${PART_BYTES}`, `PATCH ${2 * PART_BYTES}`])
    expect(server.files.get('a'.repeat(64))!.got).toEqual(BYTES)
    expect(await row()).toMatchObject({ state: 'verified', offset: BYTES.length, durable_at: DURABLE_AT })
    expect(await uploads()).toBe(0)
  })

  test('MUST-44: it goes on from where the server has it', async () => {
    await captured()
    server.trouble = ({ headers }) => (headers['Upload-Offset'] === String(PART_BYTES) ? 'unreachable' : null)
    expect((await made.engine.upload()).trouble).toBe('unreachable')
    expect((await row())?.offset).toBe(PART_BYTES)
    server.trouble = () => null
    server.asked.length = 0
    await made.engine.upload()
    expect(server.asked).toEqual(['POST', `PATCH ${PART_BYTES}`, `PATCH ${2 * PART_BYTES}`])
  })

  test('MUST-44: a part that arrived without its answer is not sent again', async () => {
    await captured()
    const real = server.sendFile.bind(server)
    let lost = false
    server.sendFile = async (request) => {
      const answer = await real(request)
      if (request.method !== 'PATCH' || lost) return answer
      lost = true
      throw new Unreachable()
    }
    await made.engine.upload()
    expect((await made.engine.upload()).verified).toBe(1)
  })

  test('MUST-45: what arrived wrong is told and sent from its start', async () => {
    await captured()
    server.damages = 1
    expect(await made.engine.upload()).toMatchObject({ verified: 0, trouble: null })
    expect(await row()).toMatchObject({ state: 'waiting', offset: 0, trouble: 'file_damaged' })
    expect((await made.engine.upload()).verified).toBe(1)
    expect((await row())?.trouble).toBeNull()
  })

  test('MUST-44: a server without room keeps the file waiting, and says so', async () => {
    await captured()
    server.trouble = () => refusal(507, 'storage_full')
    expect((await made.engine.upload()).trouble).toBe('busy')
    expect(await row()).toMatchObject({ state: 'waiting', trouble: 'storage_full' })
  })

  test.each<FileAnswer>([
    { status: 200, headers: {}, body: null },
    { status: 204, headers: {}, body: null },
    { status: 200, headers: { 'upload-offset': '9' }, body: {} },
    { status: 200, headers: { 'tus-resumable': '1.0.0', 'upload-state': 'verified', 'upload-offset': 'x' }, body: {} },
  ])("MUST-43: a portal's answer says nothing of the file: %j", async (answer) => {
    await captured()
    server.trouble = () => answer
    expect((await made.engine.upload()).trouble).toBe('unreachable')
    expect(await row()).toMatchObject({ state: 'waiting', offset: 0 })
  })

  test('a file the server refuses holds up no other one', async () => {
    const other = `sha256:${'b'.repeat(64)}`
    await attach()
    await attach(other)
    await made.engine.capture(keeper, 'toy', { name: 'bear', pictures: [NAME, other] })
    server.trouble = ({ headers, target }) =>
      (headers['Upload-Metadata'] ?? target).includes(btoa('a'.repeat(64))) ? refusal(413, 'file_too_large') : null
    expect(await made.engine.upload()).toMatchObject({ verified: 1, trouble: null })
    expect(await row()).toMatchObject({ state: 'waiting', trouble: 'file_too_large' })
  })
})

describe('leaving the tablet', () => {
  test('MUST-46, I14: bytes stay until the server says that they are durable; then the small picture stays', async () => {
    await captured()
    await made.engine.upload()
    await made.engine.upload()
    expect(await made.store.get('blobs', NAME)).toBeDefined()
    made.passBy(8 * 86_400_000)
    await made.engine.upload()
    expect(await made.store.get('blobs', NAME)).toBeDefined()
    server.durable = true
    await made.engine.upload()
    expect([await made.store.get('blobs', NAME), (await row())?.state]).toEqual([undefined, 'durable'])
    expect((await made.store.get('previews', NAME))?.bytes).toEqual(PREVIEW)
    made.passBy(41 * 86_400_000)
    await made.engine.upload()
    expect([await row(), await made.store.get('previews', NAME)]).toEqual([undefined, undefined])
  })

  test('MUST-46, I15: a server that has forgotten it gets it again', async () => {
    await captured()
    await made.engine.upload()
    server.files.clear()
    made.passBy(8 * 86_400_000)
    await made.engine.upload()
    expect([(await row())?.state, await uploads()]).toEqual(['waiting', 1])
    await made.engine.upload()
    expect([(await row())?.state, await uploads()]).toEqual(['verified', 0])
  })

  test('MUST-46: in a new epoch it is asked about at once', async () => {
    await captured()
    await made.engine.upload()
    const head = await made.engine.head()
    await made.store.commit(
      [{ table: 'head', key: 'head', value: { ...head, epoch: 'restored', version: head.version + 1 } }],
      head.version,
    )
    server.asked.length = 0
    await made.engine.upload()
    await made.engine.upload()
    expect(server.asked).toEqual(['GET'])
    expect((await row())?.epoch).toBe('restored')
  })

  test('a server that cannot be reached costs nothing', async () => {
    made = bench({ transport: offline, store: made.store, prefix: 3 })
    await captured()
    expect((await made.engine.upload()).trouble).toBe('unreachable')
    expect((await row())?.state).toBe('waiting')
  })
})
