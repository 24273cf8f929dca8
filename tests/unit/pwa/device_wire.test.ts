import 'fake-indexeddb/auto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Unreachable } from '@sync/client/ports.ts'
import { fromBase64url, sha256, utf8 } from '@/device/bytes'
import { Identity } from '@/device/identity'
import { openIdentityDatabase } from '@/device/schema'
import { Session } from '@/device/session'
import { Wire } from '@/device/wire'

interface Seen {
  method: string
  url: string
  headers: IncomingMessage['headers']
  body: Buffer<ArrayBuffer>
}
interface Told {
  status: number
  type: string
  body: string
  headers?: Record<string, string>
}

const DEVICE = {
  device_id: 'd-1',
  device_no: 'T1',
  branch_id: 'b',
  branch_no: '0113',
  branch_name: '示范',
  epoch: 'e',
  list_key: '',
  seal_keys: {},
}
const OK: Told = { status: 200, type: 'application/json', body: '{"ok":true}' }
let server: Server
let base = ''
let identity: Identity
let seen: Seen[] = []
let told: Told[] = []
let online: boolean[] = []
let wire: Wire

beforeAll(async () => {
  server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts)
      seen.push({ method: request.method!, url: request.url!, headers: request.headers, body })
      const answer = told.shift() ?? OK
      response.writeHead(answer.status, { 'Content-Type': answer.type, ...answer.headers }).end(answer.body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  identity = await Identity.of(await openIdentityDatabase(() => undefined))
  await identity.becomes(DEVICE)
})
afterAll(() => server.close())

beforeEach(() => {
  seen = []
  told = []
  online = []
  wire = new Wire(
    identity,
    (reached) => online.push(reached),
    (target, init) => fetch(base + target, init),
  )
})

async function signed({ method, url, headers, body }: Seen): Promise<boolean> {
  const key = await crypto.subtle.importKey(
    'jwk',
    await identity.publicKey(),
    { name: 'ECDSA', namedCurve: 'P-256' },
    false,
    ['verify'],
  )
  const content = utf8(`${method}\n${url}\n${await sha256(new Uint8Array(body))}`)
  const signature = fromBase64url(String(headers['x-signature']))
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, content)
}

test('a request is signed over method, target and the bytes as they were sent', async () => {
  await wire.send('GET', '/sync/pull?epoch=e&c=branch:b:floor~12')
  await wire.send('POST', '/sync/push', '{"op":1}')
  await wire.send('POST', '/sync/push', `{"op":"${'客户'.repeat(900)}"}`)
  expect(seen.map((request) => request.headers['x-device-id'])).toEqual(['d-1', 'd-1', 'd-1'])
  expect(await Promise.all(seen.map(signed))).toEqual([true, true, true])
})

test('only a long push is packed, and unpacks to what was given', async () => {
  const long = `{"op":"${'客户'.repeat(900)}"}`
  await wire.send('POST', '/sync/push', long)
  await wire.send('POST', '/sync/push', '{}')
  expect(seen.map((request) => request.headers['content-encoding'])).toEqual(['gzip', undefined])
  expect(gunzipSync(seen[0]!.body).toString()).toBe(long)
})

test('a captive portal is no answer of ours, whatever its status', async () => {
  told = [{ status: 200, type: 'text/html', body: '<html>请先登录网络</html>' }]
  expect(await wire.send('POST', '/sync/push', '{}')).toMatchObject({ status: 200, body: null })
  told = [{ status: 200, type: 'text/html', body: '<html></html>' }]
  expect(await wire.probe()).toBe(false)
  expect(online).toEqual([false, false])
})

test('half an answer is none', async () => {
  told = [{ status: 200, type: 'application/json', body: '{"epoch":"e","rec' }]
  await expect(wire.send('GET', '/sync/pull')).rejects.toBeInstanceOf(Unreachable)
  expect(online).toEqual([false])
})

test('a server that is away is unreachable', async () => {
  const nowhere = new Wire(
    identity,
    (reached) => online.push(reached),
    (_target, init) => fetch('http://127.0.0.1:1/', init),
  )
  await expect(nowhere.send('GET', '/sync/pull')).rejects.toBeInstanceOf(Unreachable)
  expect(await new Session(nowhere).read()).toMatchObject({ ok: false, problem: { code: 'unreachable' } })
})

test("the server's own refusal is shown as it is, and the session's token goes with what changes something", async () => {
  const session = new Session(wire)
  const refusal = { code: 'wrong_credentials', message: { zh: '用户名或密码不正确。', en: 'Wrong.' } }
  told = [{ ...OK, status: 401, body: JSON.stringify(refusal) }]
  expect(await session.open('li', 'x', 'd-1')).toEqual({ ok: false, problem: refusal })
  told = [{ ...OK, body: '{"user":{"id":"u"},"csrf_token":"t-1"}' }]
  await session.open('li', 'right', 'd-1')
  await session.end()
  expect(seen.at(-1)).toMatchObject({ method: 'DELETE', headers: { 'x-csrf-token': 't-1' } })
})

const PART = { method: 'PATCH', target: '/sync/files/ab', headers: { 'Upload-Offset': '3' } } as const
const HTML = 'text/html'

test('MUST-43: a part goes out as it is, signed, and is answered by headers alone', async () => {
  const headers = { 'Tus-Resumable': '1.0.0', 'Upload-Offset': '6', 'Upload-State': 'receiving' }
  told = [{ status: 204, type: HTML, body: '', headers }]
  const bytes = new Uint8Array([0, 255, 10])
  const answer = await wire.sendFile({ ...PART, body: bytes })
  expect(answer).toMatchObject({ status: 204, body: null })
  expect(answer.headers).toMatchObject({ 'tus-resumable': '1.0.0', 'upload-offset': '6' })
  expect([...seen[0]!.body]).toEqual([0, 255, 10])
  expect(seen[0]!.headers).toMatchObject({ 'upload-offset': '3', 'x-device-id': DEVICE.device_id })
  expect(await signed(seen[0]!)).toBe(true)
  expect(online.at(-1)).toBe(true)
})

test("MUST-43: a portal's page about a file counts as unreachable", async () => {
  told = [{ status: 200, type: HTML, body: '<html>' }]
  expect(await wire.sendFile(PART)).toMatchObject({ status: 200, body: null })
  expect(online.at(-1)).toBe(false)
})

test('a file is fetched only when a picture comes', async () => {
  told = [
    { status: 200, type: HTML, body: '<html>' },
    { status: 404, type: 'application/json', body: '{}' },
    { status: 200, type: 'image/jpeg', body: 'picture' },
  ]
  // One after the other: each request is signed first, so several at once would meet the answers in any order.
  const came: (string | undefined)[] = []
  for (let time = 0; time < 3; time += 1) came.push(await (await wire.fetchFile('/api/files/ab'))?.text())
  expect(came).toEqual([undefined, undefined, 'picture'])
})
