// The service worker: the app opens without a network. It stores the app's own files and nothing else: no answer of the
// server is ever kept here, because what is on the tablet is sealed and what is here is not.
import type { Precache } from '../precache'

declare const __PRECACHE__: Precache

/** The few members of the worker's scope that are used; the compiler knows only the page's. */
interface Extendable {
  waitUntil(work: Promise<unknown>): void
}
interface Fetching extends Extendable {
  request: Request
  respondWith(answer: Promise<Response>): void
}
interface Installing extends Extendable {
  /** Not every browser has it. */
  addRoutes?(rules: { condition: { urlPattern: string }; source: 'network' }[]): Promise<void>
}
interface Scope {
  location: Location
  skipWaiting(): Promise<void>
  clients: { claim(): Promise<void> }
  addEventListener(type: 'install', listener: (event: Installing) => void): void
  addEventListener(type: 'activate', listener: (event: Extendable) => void): void
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void
  addEventListener(type: 'message', listener: (event: Extendable & { data: unknown }) => void): void
}
const scope = self as unknown as Scope

const { version, first, second } = __PRECACHE__
const PREFIX = 'lobbybook-'
const CACHE = PREFIX + version
const SHELL = '/'
const OWN = new Set([...first, ...second])
const ASSET = /\/assets\/[\w.-]+/g
/** Addresses of the server itself; their answers are never the app's. */
const SERVERS = ['api', 'sync', 'survey', 'verify', 'healthz', 'readyz']
const SERVER = new RegExp(`^/(${SERVERS.join('|')})(/|$)`)

/** Browsers let a worker go only when it has nothing in hand: one file that never comes would keep it in charge for minutes. */
let inHand = new AbortController()

class NotOurs extends Error {}

const unchanging = (address: string) => address.startsWith('/assets/')

/** A captive portal answers everything with a page of its own: none of it may get into the cache. */
async function proved(address: string, answer: Response): Promise<Response> {
  const isPage = (answer.headers.get('Content-Type') ?? '').includes('text/html')
  if (!answer.ok || answer.redirected || isPage !== (address === SHELL)) throw new NotOurs(address)
  if (!isPage) return answer
  const names = (await answer.clone().text()).match(ASSET) ?? []
  // A page of another version than this worker would ask for files that are not here.
  if (names.length === 0 || names.some((name) => !OWN.has(name))) throw new NotOurs(address)
  return answer
}

async function store(address: string, signal: AbortSignal): Promise<void> {
  const cache = await caches.open(CACHE)
  if (await cache.match(address)) return
  // A name with a hash in it is the same file in the version before.
  const kept = unchanging(address) ? await caches.match(address) : undefined
  const answer = kept ?? (await fetch(address, { cache: unchanging(address) ? 'default' : 'no-cache', signal }))
  await cache.put(address, await proved(address, answer))
}

async function removeOlder(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE)
  await Promise.all(names.map((name) => caches.delete(name)))
}

async function answer(address: string): Promise<Response> {
  const { signal } = inHand
  const cache = await caches.open(CACHE)
  return (await cache.match(address)) ?? fetch(address, { signal })
}

function storeAll(addresses: readonly string[]): Promise<void>[] {
  return addresses.map((address) => store(address, inHand.signal))
}

function letGo(): void {
  inHand.abort()
  inHand = new AbortController()
}

/**
 * Requests to the server do not wake this worker where the browser can be told so. It is quicker; and a request that comes just
 * when Chromium ends an old worker starts it again, which then keeps both the new version and the page waiting.
 */
async function passBy(event: Installing): Promise<void> {
  const patterns = SERVERS.flatMap((name) => [`/${name}`, `/${name}/*`])
  await event.addRoutes?.(patterns.map((urlPattern) => ({ condition: { urlPattern }, source: 'network' })))
}

scope.addEventListener('install', (event) => event.waitUntil(Promise.all([passBy(event), ...storeAll(first)])))

scope.addEventListener('activate', (event) => event.waitUntil(removeOlder().then(() => scope.clients.claim())))

scope.addEventListener('message', (event) => {
  // A new version takes over only when the page says that no form is dirty.
  if (event.data === 'SKIP_WAITING') event.waitUntil(scope.skipWaiting())
  // Told to the old one at that moment; the page opens anew and asks the new one for what is given up here.
  if (event.data === 'LET_GO') letGo()
  // The routes behind the first screen, once that screen is up; a file that fails is fetched again next time.
  if (event.data === 'STORE_REST') event.waitUntil(Promise.allSettled(storeAll(second)))
})

scope.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== scope.location.origin || SERVER.test(url.pathname)) return
  const address = request.mode === 'navigate' ? SHELL : url.pathname
  if (OWN.has(address)) event.respondWith(answer(address))
})
