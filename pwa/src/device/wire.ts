// The tablet's one way to the server. Every request is signed by its key; whether the server is reachable is known only
// from its own answers, never from the browser's opinion.
import { Unreachable } from '@sync/client/ports.ts'
import type { Answer, FileAnswer, FileRequest, FileTransport, Transport } from '@sync/client/ports.ts'
import { utf8, type Bytes } from './bytes'
import type { Identity } from './identity'

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
export interface Extras {
  contentType?: string
  csrf?: string
}

export interface Held {
  unsent: number
  drafts: number
}

export type Fetch = (target: string, init: RequestInit) => Promise<Response>

const TIMEOUT = 30_000
/** A push or a page of a pull may be a megabyte over a poor network. */
const LONG_TIMEOUT = 120_000
const WORTH_PACKING = 1024
const REQUEST = { credentials: 'same-origin', cache: 'no-store', redirect: 'error' } as const
const FILES = ['image/', 'application/vnd.lobbybook.strokes+json']
const NDJSON = 'application/x-ndjson'

export class Wire implements Transport, FileTransport {
  readonly #identity: Identity
  readonly #reached: (online: boolean) => void

  readonly #fetch: Fetch
  /** What still waits on this tablet, as the server is told with every pull. */
  readonly #held: () => Held | null
  /** Bytes of all answers until now, as they travelled where the server says so. */
  received = 0

  /** `reached` is told after every request whether our own server answered. */
  constructor(
    identity: Identity,
    reached: (online: boolean) => void,
    fetching: Fetch = (to, init) => fetch(to, init),
    held: () => Held | null = () => null,
  ) {
    this.#identity = identity
    this.#reached = reached
    this.#fetch = fetching
    this.#held = held
  }

  send(method: 'GET' | 'POST', target: string, body?: string): Promise<Answer> {
    return this.#exchange(method, target, body, { contentType: NDJSON }, LONG_TIMEOUT)
  }

  /** JSON there and back; `csrf` belongs to the session and goes with what changes something. */
  call(method: Method, target: string, content?: unknown, csrf?: string): Promise<Answer> {
    const body = content === undefined ? undefined : JSON.stringify(content)
    return this.#exchange(method, target, body, { contentType: 'application/json', csrf }, TIMEOUT)
  }

  /** A part is sent as it is: a picture does not pack. Our server marks its answers, also those without a body. */
  async sendFile({ method, target, headers, body }: FileRequest): Promise<FileAnswer> {
    const signed = await this.#identity.headers(method, target, body ?? utf8(''))
    const init: RequestInit = { ...REQUEST, method, headers: { Accept: 'application/json', ...headers, ...signed } }
    if (body !== undefined) init.body = body
    return this.#reach(target, init, async (response) => {
      const written = isJson(response) ? await this.#read(response) : null
      this.#reached(written !== null || response.headers.has('Tus-Resumable'))
      return { status: response.status, headers: Object.fromEntries(response.headers), body: written }
    })
  }

  /** A photo or a signature of our server; null when it does not give it. Needs a session. */
  async fetchFile(target: string): Promise<Blob | null> {
    const headers = await this.#identity.headers('GET', target, utf8(''))
    return this.#reach(target, { ...REQUEST, method: 'GET', headers }, async (response) => {
      const isFile = response.ok && FILES.some((type) => response.headers.get('Content-Type')?.startsWith(type))
      return isFile ? response.blob() : null
    })
  }

  /** Whether our own server answers at all. */
  async probe(): Promise<boolean> {
    const answer = await this.call('GET', '/healthz').catch(() => null)
    return answer !== null && answer.body !== null
  }

  async #exchange(method: Method, target: string, body: string | undefined, extras: Extras, timeout: number) {
    const sent = await packed(body, extras)
    const init: RequestInit = {
      ...REQUEST,
      method,
      headers: {
        ...sent.headers,
        ...this.#told(target),
        ...(await this.#identity.headers(method, target, sent.bytes)),
      },
      signal: AbortSignal.timeout(timeout),
    }
    if (body !== undefined) init.body = sent.bytes
    return this.#answered(target, init)
  }

  /** A supervisor sees who is behind; the count of the last pull is the one that stands. */
  #told(target: string): Record<string, string> {
    const held = target.startsWith('/sync/pull') ? this.#held() : null
    return held ? { 'X-Unsent': String(held.unsent), 'X-Drafts': String(held.drafts) } : {}
  }

  async #answered(target: string, init: RequestInit): Promise<Answer> {
    const sentAt = Date.now()
    try {
      const response = await this.#fetch(target, init)
      const ours = response.status === 204 || isJson(response)
      const body: unknown = ours && response.status !== 204 ? await this.#read(response) : null
      this.#reached(ours)
      return { status: response.status, body, sentAt, receivedAt: Date.now() }
    } catch (error) {
      this.#reached(false)
      throw new Unreachable('no answer', { cause: error })
    }
  }

  async #reach<T>(target: string, init: RequestInit, hear: (response: Response) => Promise<T>): Promise<T> {
    try {
      return await hear(await this.#fetch(target, { ...init, signal: AbortSignal.timeout(LONG_TIMEOUT) }))
    } catch (error) {
      this.#reached(false)
      throw new Unreachable('no answer', { cause: error })
    }
  }

  async #read(response: Response): Promise<unknown> {
    const written = await response.text()
    this.received += Number(response.headers.get('Content-Length') ?? written.length)
    return JSON.parse(written)
  }
}

function isJson(response: Response): boolean {
  return (response.headers.get('Content-Type') ?? '').startsWith('application/json')
}

async function packed(body: string | undefined, { contentType, csrf }: Extras) {
  const headers: Record<string, string> = { Accept: 'application/json' }
  const bytes = utf8(body ?? '')
  if (csrf !== undefined) headers['X-CSRF-Token'] = csrf
  if (body === undefined) return { headers, bytes }
  headers['Content-Type'] = contentType ?? ''
  // Only operations are packed: the signature is over the bytes as they are sent.
  if (contentType !== NDJSON || bytes.length < WORTH_PACKING) return { headers, bytes }
  return { headers: { ...headers, 'Content-Encoding': 'gzip' }, bytes: await gzip(bytes) }
}

async function gzip(bytes: Bytes): Promise<Bytes> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}
