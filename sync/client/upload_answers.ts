// How a file is announced and sent (tus 1.0), and what the server's answers mean.
import { PREFIX } from '../attachments.ts'
import { isObject, troubleOf, type Trouble } from './answers.ts'
import {
  Unreachable,
  type Bytes,
  type FileAnswer,
  type FileRequest,
  type FileTransport,
  type UploadRow,
} from './ports.ts'

/** How far a file has come on the server. */
export interface Standing {
  state: 'receiving' | 'verified' | 'durable'
  offset: number
  durable_at: string | null
}

/** `code` is the server's own, null when the answer was nobody's we know. */
export type Told = { ok: true; standing: Standing } | { ok: false; trouble: Trouble; code: string | null }

const TUS = '1.0.0'
const STATES: ReadonlySet<unknown> = new Set(['receiving', 'verified', 'durable'])

/** Never rejects for anything that network or server do. */
export async function tell(transport: FileTransport, request: FileRequest): Promise<Told> {
  try {
    return heard(await transport.sendFile(request))
  } catch (error) {
    if (error instanceof Unreachable) return { ok: false, trouble: 'unreachable', code: null }
    throw error
  }
}

/** Only an answer with the marks of tus is our server's: a portal's 200 or 204 says nothing of a file. */
export function heard(answer: FileAnswer): Told {
  const { status, headers } = answer
  const state = headers['upload-state']
  const offset = Number(headers['upload-offset'])
  const isOurs = headers['tus-resumable'] === TUS && STATES.has(state) && Number.isSafeInteger(offset)
  if (status >= 200 && status < 300 && isOurs) {
    const durable_at = headers['upload-durable-at'] ?? null
    return { ok: true, standing: { state: state as Standing['state'], offset, durable_at } }
  }
  if (status < 300) return { ok: false, trouble: 'unreachable', code: null }
  return { ok: false, trouble: troubleOf(answer), code: codeOf(answer.body) }
}

function codeOf(body: unknown): string | null {
  return isObject(body) && typeof body.code === 'string' ? body.code : null
}

export const place = (name: string): string => `/sync/files/${name.slice(PREFIX.length)}`

export function announcing({ name, use, record_id, size }: UploadRow): FileRequest {
  const said = { sha256: name.slice(PREFIX.length), use, ...(record_id === null ? {} : { record: record_id }) }
  const metadata = Object.entries(said).map(([key, value]) => `${key} ${btoa(value)}`)
  const headers = { 'Tus-Resumable': TUS, 'Upload-Length': String(size), 'Upload-Metadata': metadata.join(',') }
  return { method: 'POST', target: '/sync/files', headers }
}

export function asking(name: string): FileRequest {
  return { method: 'GET', target: place(name), headers: { 'Tus-Resumable': TUS } }
}

export function adding(name: string, bytes: Bytes, offset: number, most: number): FileRequest {
  const headers = {
    'Tus-Resumable': TUS,
    'Upload-Offset': String(offset),
    'Content-Type': 'application/offset+octet-stream',
  }
  return { method: 'PATCH', target: place(name), headers, body: bytes.slice(offset, offset + most) }
}
