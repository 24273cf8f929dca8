// The person's session with the server: opened by password, known again after a reload, ended at sign-out.
import type { Answer } from '@sync/client/ports.ts'
import { refused, type OwnCode } from './messages'
import type { OfflineGrant } from './profile'
import type { Outcome, Person, Problem } from './tablet'
import type { Method, Wire } from './wire'

export interface SessionBody {
  user: Person
  csrf_token: string
}

export interface SignedIn extends SessionBody {
  grant: OfflineGrant
  device_share: string
  recovery_secret: string
}

export class Session {
  readonly #wire: Wire
  #csrf: string | undefined

  constructor(wire: Wire) {
    this.#wire = wire
  }

  async open(username: string, password: string, deviceId: string): Promise<Outcome<SignedIn>> {
    const content = { username, password, device_id: deviceId }
    return this.#remembered(await asked<SignedIn>(this.#wire, 'POST', '/api/session', content))
  }

  /** Who the server takes us for; a refusal with `not_signed_in` when for nobody. */
  async read(): Promise<Outcome<SessionBody>> {
    return this.#remembered(await asked<SessionBody>(this.#wire, 'GET', '/api/session'))
  }

  async change(change: { active_role?: string; language?: string }): Promise<Outcome<SessionBody>> {
    return this.#remembered(await asked<SessionBody>(this.#wire, 'PATCH', '/api/session', change, this.#csrf))
  }

  /** What changes something in the person's own name. */
  async send<T>(method: Method, target: string, content: unknown): Promise<Outcome<T>> {
    if (this.#csrf === undefined) {
      const known = await this.read()
      if (!known.ok) return known
    }
    return asked<T>(this.#wire, method, target, content, this.#csrf)
  }

  /** Whether the server knows it now: it also has ended when there was none. */
  async end(): Promise<boolean> {
    if (this.#csrf === undefined) {
      const known = await this.read()
      if (!known.ok) return known.problem.code === 'not_signed_in'
    }
    const ended = await asked(this.#wire, 'DELETE', '/api/session', undefined, this.#csrf)
    this.#csrf = undefined
    return ended.ok || ended.problem.code === 'not_signed_in'
  }

  #remembered<T extends SessionBody>(outcome: Outcome<T>): Outcome<T> {
    if (outcome.ok) this.#csrf = outcome.value.csrf_token
    return outcome
  }
}

/** One question to the server; whatever goes wrong comes back as something that can be shown. */
export async function asked<T>(
  wire: Wire,
  method: Method,
  target: string,
  content?: unknown,
  csrf?: string,
): Promise<Outcome<T>> {
  const answer = await wire.call(method, target, content, csrf).catch(() => null)
  if (answer === null) return refused('unreachable')
  return judged<T>(answer)
}

function judged<T>({ status, body }: Answer): Outcome<T> {
  if (status === 204) return { ok: true, value: undefined as T }
  if (body === null || typeof body !== 'object') return refused('not_our_server' satisfies OwnCode)
  if (status < 400) return { ok: true, value: body as T }
  return isProblem(body) ? { ok: false, problem: body } : refused('not_our_server')
}

function isProblem(body: object): body is Problem {
  return 'code' in body && typeof body.code === 'string' && 'message' in body && typeof body.message === 'object'
}
