// The desk's one way to the server. It holds the CSRF token in memory only and turns every refusal into an ApiError.
import { ApiError, notOurs, unreachable, type ApiErrorBody } from './error'

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
export type Query = Record<string, string | number | undefined>

/** A file as the server hands it out, under the name it gives it. */
export interface ReceivedFile {
  content: Blob
  name: string
}

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
    const init: RequestInit = { headers: { Accept: 'application/pdf, application/json' }, credentials: 'same-origin' }
    const answer = await fetch(withQuery(path, query), init).catch(() => {
      throw unreachable()
    })
    if (!answer.ok) return read<never>(answer)
    if (!(answer.headers.get('Content-Type') ?? '').includes('pdf')) throw notOurs(answer.status)
    return { content: await answer.blob(), name: nameOf(answer) }
  }

  async #call<T>(method: Method, path: string, body?: unknown): Promise<T> {
    const headers: Record<string, string> = { Accept: 'application/json' }
    if (body !== undefined) headers['Content-Type'] = 'application/json'
    if (method !== 'GET') headers['X-CSRF-Token'] = this.#csrf
    const init: RequestInit = { method, headers, credentials: 'same-origin' }
    if (body !== undefined) init.body = JSON.stringify(body)
    const answer = await fetch(path, init).catch(() => {
      throw unreachable()
    })
    return read<T>(answer)
  }
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
