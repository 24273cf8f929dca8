// Who is at the desk, and where their day starts.
import { describe, expect, it } from 'vitest'
import { ApiClient } from '../../../pwa/src/api/client.ts'
import { ApiError, unreachable } from '../../../pwa/src/api/error.ts'
import { ICONS } from '../../../pwa/src/components/icons.ts'
import { homeFor, placesFor, PLACES } from '../../../pwa/src/desk/homes.ts'
import { DeskSession } from '../../../pwa/src/desk/session.ts'
import type { SessionAnswer } from '../../../pwa/src/desk/shapes.ts'

const AGENT = ['session.own', 'records.read', 'records.command', 'inbox.read']
const SUPERVISOR = ['overview.read', 'records.read', 'records.unmask', 'documents.read', 'devices.read']
const TELLER = ['records.read', 'documents.read', 'documents.download']
const ADMIN = ['devices.read', 'users.read', 'users.edit']

describe('the first page', () => {
  const home = (permissions: string[]) => homeFor(permissions)?.name ?? null

  it('follows what the role may do', () => {
    expect([AGENT, SUPERVISOR, TELLER, ADMIN, []].map(home)).toEqual([
      'desk-inbox',
      'desk-overview',
      'desk-documents',
      'desk-users',
      null,
    ])
  })

  it('leads an agent to the inbox, which holds every record they may see, and to how much there is', () => {
    expect(placesFor(AGENT).map((place) => place.message)).toEqual(['inbox', 'load'])
  })
})

class Answering extends ApiClient {
  answer: () => Promise<SessionAnswer>
  token = ''

  constructor(answer: () => Promise<SessionAnswer>) {
    super()
    this.answer = answer
  }

  override remember(token: string): void {
    this.token = token
  }
  override get<T>(): Promise<T> {
    return this.answer() as Promise<T>
  }
  override post<T>(): Promise<T> {
    return this.answer() as Promise<T>
  }
  override delete<T>(): Promise<T> {
    return this.answer() as Promise<T>
  }
}

const ANSWER = { user: { name: '孙莉', permissions: AGENT }, csrf_token: 'token', expires_at: '' } as unknown
const signedIn = () => Promise.resolve(ANSWER as SessionAnswer)
const refused = () =>
  Promise.reject(new ApiError(401, { code: 'not_signed_in', message: { zh: '请先登录。', en: 'Sign in first.' } }))

describe('the rail', () => {
  it('shows every place under a sign of its own', () => {
    const icons = PLACES.map((place) => place.icon)
    expect(new Set(icons).size).toBe(icons.length)
    expect(icons.filter((icon) => !(icon in ICONS))).toEqual([])
  })
})

describe('a session at the desk', () => {
  it('is found again after a reload, with its token for unsafe calls', async () => {
    const api = new Answering(signedIn)
    const session = new DeskSession(api)
    await session.restore()
    expect([session.state.phase, session.may('inbox.read'), api.token]).toEqual(['signed_in', true, 'token'])
  })

  it('is over when the server says so', async () => {
    const session = new DeskSession(new Answering(refused))
    await session.restore()
    expect(session.state).toEqual({ phase: 'signed_out', person: null })
  })

  it('is not taken for over when the server could not be reached', async () => {
    const session = new DeskSession(new Answering(() => Promise.reject(unreachable())))
    await expect(session.restore()).rejects.toThrow('unreachable')
    expect(session.state.phase).toBe('unknown')
  })

  it('that the person ended is told from one that ran out', async () => {
    const session = new DeskSession(new Answering(signedIn))
    await session.signIn('credit', 'secret')
    await session.signOut()
    expect(session.state).toEqual({ phase: 'left', person: null })
  })

  it('stays open when signing out did not reach the server', async () => {
    const api = new Answering(signedIn)
    const session = new DeskSession(api)
    await session.signIn('credit', 'secret')
    api.answer = () => Promise.reject(unreachable())
    await expect(session.signOut()).rejects.toThrow('unreachable')
    expect(session.state.phase).toBe('signed_in')
  })
})
