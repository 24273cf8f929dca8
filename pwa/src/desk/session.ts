// The person at the desk. The cookie is the browser's; here are only who they are and what they may, asked of the server.
import { shallowReactive } from 'vue'
import { ApiError } from '@/api/error'
import type { ApiClient } from '@/api/client'
import type { DeskPerson, SessionAnswer } from './shapes'

/** `left`: signed out by the person's own wish, who is not brought back to where they were. */
export type SessionPhase = 'unknown' | 'signed_out' | 'left' | 'signed_in'

interface State {
  phase: SessionPhase
  person: DeskPerson | null
}

/** One for the whole desk. Every call of it changes `state` only once the server has answered. */
export class DeskSession {
  readonly state: State = shallowReactive({ phase: 'unknown', person: null })
  readonly api: ApiClient

  constructor(api: ApiClient) {
    this.api = api
  }

  may(permission: string): boolean {
    return this.state.person?.permissions.includes(permission) ?? false
  }

  /** Finds out once whether the browser still has a session; other failures are thrown to whoever shows them. */
  async restore(): Promise<void> {
    if (this.state.phase !== 'unknown') return
    try {
      this.#enter(await this.api.get<SessionAnswer>('/api/session'))
    } catch (failure) {
      if (!endsSession(failure)) throw failure
      this.ended()
    }
  }

  async signIn(username: string, password: string): Promise<DeskPerson> {
    return this.#enter(await this.api.post<SessionAnswer>('/api/session', { username, password }))
  }

  async setRole(role: string): Promise<DeskPerson> {
    return this.#enter(await this.api.patch<SessionAnswer>('/api/session', { active_role: role }))
  }

  async setLanguage(language: 'zh' | 'en'): Promise<DeskPerson> {
    return this.#enter(await this.api.patch<SessionAnswer>('/api/session', { language }))
  }

  /** Every session of the person ends with it, this one too: they come in again with the new one. */
  async setPassword(old: string, password: string): Promise<void> {
    await this.api.post('/api/session/password', { old, password })
    this.#leave('left')
  }

  async signOut(): Promise<void> {
    await this.api.delete('/api/session').catch((failure: unknown) => {
      if (!endsSession(failure)) throw failure
    })
    this.#leave('left')
  }

  /** The server no longer knows the session (401): the person signs in again. */
  ended(): void {
    this.#leave('signed_out')
  }

  #leave(phase: SessionPhase): void {
    this.api.remember('')
    this.state.person = null
    this.state.phase = phase
  }

  #enter(answer: SessionAnswer): DeskPerson {
    this.api.remember(answer.csrf_token)
    this.state.person = answer.user
    this.state.phase = 'signed_in'
    return answer.user
  }
}

export function endsSession(failure: unknown): boolean {
  return failure instanceof ApiError && failure.code === 'not_signed_in'
}
