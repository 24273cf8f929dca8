// The service worker lets go of everything it has in hand when a new version is to take over.
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

interface Handled {
  waitUntil(work: Promise<unknown>): void
  data?: unknown
}

const listeners = new Map<string, (event: unknown) => void>()
let asked: string[]

/** A network that never answers: a request ends only when whoever made it gives it up. */
function silence(address: string, { signal }: { signal: AbortSignal }): Promise<Response> {
  asked.push(address)
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('given up'))))
}

function told(data: string): Promise<unknown> {
  let work: Promise<unknown> = Promise.resolve()
  const event: Handled = { data, waitUntil: (promise) => (work = promise) }
  listeners.get('message')!(event)
  return work
}

beforeEach(async () => {
  asked = []
  const nothing = { match: () => Promise.resolve(undefined), put: () => Promise.resolve() }
  vi.stubGlobal('__PRECACHE__', { version: '1', first: ['/'], second: ['/assets/a.js', '/assets/b.js'] })
  vi.stubGlobal('caches', { ...nothing, open: () => Promise.resolve(nothing) })
  vi.stubGlobal('fetch', silence)
  vi.stubGlobal('self', {
    location: { origin: 'https://bank.example' },
    addEventListener: (name: string, listener: (event: unknown) => void) => listeners.set(name, listener),
  })
  vi.resetModules()
  await import('../../../pwa/src/sw.ts')
})
afterEach(() => vi.unstubAllGlobals())

it('gives up the files it is fetching', async () => {
  const storing = told('STORE_REST')
  await vi.waitFor(() => expect(asked).toEqual(['/assets/a.js', '/assets/b.js']))
  void told('LET_GO')
  await expect(storing).resolves.toHaveLength(2)
})

it('gives up a file the page waits for, and fetches the next one that is asked for', async () => {
  const answers = () => {
    let answer: Promise<Response> | undefined
    const request = { method: 'GET', url: 'https://bank.example/assets/a.js', mode: 'cors' }
    listeners.get('fetch')!({ request, respondWith: (given: Promise<Response>) => (answer = given) })
    return answer!
  }
  const first = answers()
  await vi.waitFor(() => expect(asked).toHaveLength(1))
  void told('LET_GO')
  await expect(first).rejects.toThrow('given up')
  void answers().catch(() => undefined)
  await vi.waitFor(() => expect(asked).toHaveLength(2))
})

it('is passed by requests to the server, and by no others', () => {
  const rules: { condition: { urlPattern: string }; source: string }[] = []
  listeners.get('install')!({
    waitUntil: () => undefined,
    addRoutes: (given: typeof rules) => Promise.resolve(void rules.push(...given)),
  })
  const patterns = rules.map(({ condition }) => condition.urlPattern)
  expect(patterns).toEqual(expect.arrayContaining(['/sync/*', '/api/*', '/healthz']))
  expect(patterns.some((each) => each === '/' || each === '/*' || each.startsWith('/assets'))).toBe(false)
  expect(new Set(rules.map(({ source }) => source))).toEqual(new Set(['network']))
})
