// A picture from the desk goes in parts, each from where the server has it.
import { afterEach, describe, expect, test, vi } from 'vitest'
import { PART_BYTES } from '@sync/attachments.ts'
import { ApiClient } from '@/api/client'
import { upload } from '@/desk/uploads'

const NAME = `sha256:${'a'.repeat(64)}`
const SIZE = 2 * PART_BYTES + 10
const PICTURE = new Blob([new Uint8Array(SIZE)])

interface Lane {
  has: number
  seen: string[]
  /** Answers the next request in the server's place. */
  once?: () => Response | Promise<Response>
}

/** A server that keeps what it is sent; only how much of it has come matters here. */
function serve(lane: Lane): void {
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const headers = new Headers(init.headers)
    lane.seen.push(`${init.method} ${path.slice(0, 12)} ${headers.get('Upload-Offset') ?? ''}`.trim())
    const instead = lane.once
    delete lane.once
    if (instead) return instead()
    if (init.method === 'PATCH') {
      if (Number(headers.get('Upload-Offset')) !== lane.has) return told(409, 'offset_differs')
      lane.has += (init.body as Blob).size
    }
    return standing(init.method === 'POST' ? 201 : 204, lane.has)
  })
}

function standing(status: number, has: number): Response {
  const state = has === SIZE ? 'verified' : 'receiving'
  return new Response(null, {
    status: status === 201 ? 200 : status,
    headers: { 'Tus-Resumable': '1.0.0', 'Upload-Offset': String(has), 'Upload-State': state },
  })
}

const told = (status: number, code: string) =>
  new Response(JSON.stringify({ code, message: { zh: code, en: code } }), {
    status,
    headers: { 'Content-Type': 'application/json' },
  })

const sent = () => upload(new ApiClient(), NAME, PICTURE)
afterEach(() => vi.unstubAllGlobals())

describe('a picture from the desk', () => {
  test('goes in parts until the server has verified it', async () => {
    const lane: Lane = { has: 0, seen: [] }
    serve(lane)
    await sent()
    expect(lane.has).toBe(SIZE)
    expect(lane.seen).toEqual([
      'POST /api/uploads',
      'PATCH /api/uploads 0',
      `PATCH /api/uploads ${PART_BYTES}`,
      `PATCH /api/uploads ${2 * PART_BYTES}`,
    ])
  })

  test('goes on after a lost connection from where the server has it', async () => {
    const lane: Lane = { has: PART_BYTES, seen: [] }
    serve(lane)
    lane.once = () => Promise.reject(new TypeError('lost'))
    await expect(sent()).rejects.toMatchObject({ code: 'unreachable' })
    lane.seen.length = 0
    await sent()
    expect(lane.seen[1]).toBe(`PATCH /api/uploads ${PART_BYTES}`)
  })

  test('that the server already has is not sent again', async () => {
    const lane: Lane = { has: SIZE, seen: [] }
    serve(lane)
    await sent()
    expect(lane.seen).toEqual(['POST /api/uploads'])
  })

  test('is asked for again, once, when the server has it otherwise', async () => {
    const lane: Lane = { has: 0, seen: [] }
    serve(lane)
    lane.once = () => told(404, 'file_not_announced')
    await sent()
    expect(lane.has).toBe(SIZE)
  })

  test('that is refused says why', async () => {
    const lane: Lane = { has: 0, seen: [] }
    serve(lane)
    lane.once = () => told(413, 'file_too_large')
    await expect(sent()).rejects.toMatchObject({ code: 'file_too_large' })
  })

  test('is not given to a page that only looks like the server', async () => {
    const lane: Lane = { has: 0, seen: [] }
    serve(lane)
    lane.once = () => new Response('<html>', { status: 200, headers: { 'Content-Type': 'text/html' } })
    await expect(sent()).rejects.toMatchObject({ code: 'not_our_server' })
  })
})
