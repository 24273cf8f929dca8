// The desk's one way to the server. It holds the CSRF token in memory only and turns every refusal into an ApiError.
import { ApiError, notOurs, unreachable, type ApiErrorBody } from './error'

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
export type Query = Record<string, string | number | undefined>

/** A file as the server hands it out, under the name it gives it. */
export interface ReceivedFile {
  content: Blob
  name: string
  /** Which copy of a document it is; null where copies are not counted. */
  copy: number | null
}

const TUS = '1.0.0'
const FILES = [
  ...['application/pdf', 'application/zip', 'text/csv'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/json',
] as const

export class ApiClient {
  #csrf = ''

  /** The token that the session hands out at sign-in; unsafe calls carry it. */
  remember(csrfToken: string): void {
    this.#csrf = csrfToken
  }

  get<T>(path: string, query: Query = {}): Promise<T> {
    return this.#call<T>('GET', withQuery(path, query))
  }

  post<T>(path: string, body: unknown = {}): Promise<T> {
    return this.#call<T>('POST', path, body)
  }

  patch<T>(path: string, body: unknown): Promise<T> {
    return this.#call<T>('PATCH', path, body)
  }

  delete<T>(path: string): Promise<T> {
    return this.#call<T>('DELETE', path)
  }

  async file(path: string, query: Query = {}): Promise<ReceivedFile> {
    return received(await this.#fetch('GET', withQuery(path, query), FILES.join(', ')))
  }

  /** A file that is made of what the body asks for. */
  async fileOf(path: string, body: unknown): Promise<ReceivedFile> {
    return received(await this.#fetch('POST', path, FILES.join(', '), body))
  }

  /** One request of the lane of files (tus 1.0); what the server says of the file stands in the answer's headers. */
  async lane(method: 'POST' | 'PATCH', path: string, headers: Record<string, string>, part?: Blob): Promise<Headers> {
    const init: RequestInit = {
      method,
      credentials: 'same-origin',
      headers: { Accept: 'application/json', 'X-CSRF-Token': this.#csrf, 'Tus-Resumable': TUS, ...headers },
    }
    if (part !== undefined) init.body = part
    const answer = await fetch(path, init).catch(() => {
      throw unreachable()
    })
    if (answer.ok && answer.headers.get('Tus-Resumable') !== TUS) throw notOurs(answer.status)
    if (!answer.ok) await read<never>(answer)
    return answer.headers
  }

  async #call<T>(method: Method, path: string, body?: unknown): Promise<T> {
    return read<T>(await this.#fetch(method, path, 'application/json', body))
  }

  async #fetch(method: Method, path: string, accept: string, body?: unknown): Promise<Response> {
    const headers: Record<string, string> = { Accept: accept }
    if (body !== undefined) headers['Content-Type'] = 'application/json'
    if (method !== 'GET') headers['X-CSRF-Token'] = this.#csrf
    const init: RequestInit = { method, headers, credentials: 'same-origin' }
    if (body !== undefined) init.body = JSON.stringify(body)
    return fetch(path, init).catch(() => {
      throw unreachable()
    })
  }
}

/** A page of somebody else, such as a captive portal's, is none of these. */
async function received(answer: Response): Promise<ReceivedFile> {
  if (!answer.ok) return read<never>(answer)
  const type = answer.headers.get('Content-Type') ?? ''
  if (type.includes('json') || !FILES.some((each) => type.startsWith(each))) throw notOurs(answer.status)
  const copy = Number(answer.headers.get('X-Document-Copy')) || null
  return { content: await answer.blob(), name: nameOf(answer), copy }
}

async function read<T>(answer: Response): Promise<T> {
  if (answer.status === 204) return undefined as T
  if (!(answer.headers.get('Content-Type') ?? '').includes('json')) throw notOurs(answer.status)
  const value: unknown = await answer.json()
  if (!answer.ok) throw new ApiError(answer.status, value as ApiErrorBody)
  return value as T
}

function nameOf(answer: Response): string {
  return /filename="([^"]+)"/.exec(answer.headers.get('Content-Disposition') ?? '')?.[1] ?? 'document.pdf'
}

export function withQuery(path: string, query: Query): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  if (pairs.length === 0) return path
  return `${path}?${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString()}`
}
