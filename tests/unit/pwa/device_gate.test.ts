import 'fake-indexeddb/auto'
import { argon2id } from 'hash-wasm'
import { beforeEach, describe, expect, test } from 'vitest'
import { base64url } from '@/device/bytes'
import { enrol, standing } from '@/device/enrolment'
import { Gate, type Inside } from '@/device/gate'
import { Identity } from '@/device/identity'
import { Keyring } from '@/device/keyring'
import type { PinHash } from '@/device/pin_hash'
import { ReferenceStore } from '@/device/reference_store'
import { Notes } from '@/device/notes'
import { openDeviceDatabase } from '@/device/schema'
import { openDatabase } from '@/device/database'
import { Seal } from '@/device/sealing'
import { Session } from '@/device/session'
import { GuardedTransport, SessionCheck } from '@/device/session_check'
import { Board } from '@/device/state'
import { opensByPin, writeMarker } from '@/device/marker'
import type { Person } from '@/device/tablet'
import { Wire } from '@/device/wire'

/** What stands outside of the databases, as a browser keeps it. */
const written = new Map<string, string>()
Object.assign(globalThis, {
  localStorage: {
    getItem: (name: string) => written.get(name) ?? null,
    setItem: (name: string, value: string) => written.set(name, value),
    removeItem: (name: string) => written.delete(name),
  },
})

const quickly: PinHash = async (pin, salt) => {
  const cost = { parallelism: 1, iterations: 1, memorySize: 64, hashLength: 32 }
  return new Uint8Array(await argon2id({ password: pin, salt, ...cost, outputType: 'binary' }))
}
const secret = (byte: number) => base64url(new Uint8Array(32).fill(byte).buffer)
const ROLES = ['lobby_manager', 'branch_manager']

function personOf(id: string): Person {
  const names = { id, name: id, username: id, branch_name: '示范支行', branch_no: '0113' }
  return { ...names, roles: ROLES, active_role: ROLES[0]!, language: 'zh' }
}

/** A bank of one branch: it knows a session and the codes, and may be out of reach or lose its answers. */
class Bank {
  session: Person | null = null
  online = true
  losesAnswers = false
  asked: string[] = []
  codes = new Map<string, string>()
  keys = new Map<string, string>()

  fetch = async (target: string, init: RequestInit): Promise<Response> => {
    if (!this.online) throw new TypeError('Failed to fetch')
    const said = new TextDecoder().decode(init.body as Uint8Array | undefined)
    const content = said === '' ? {} : (JSON.parse(said) as Record<string, string>)
    this.asked.push(`${init.method} ${target}`)
    const [status, body] = this.#answer(`${init.method} ${target}`, content)
    if (this.losesAnswers) throw new TypeError('Failed to fetch')
    const json = status === 204 ? null : JSON.stringify(body)
    return new Response(json, { status, headers: { 'Content-Type': 'application/json' } })
  }

  #answer(call: string, content: Record<string, string>): [number, unknown] {
    const { code = '', username = '' } = content
    if (call.endsWith('/enrol')) return this.#enrol(code, JSON.stringify(content.public_key))
    if (call === 'POST /api/session') return this.#open(username)
    if (this.session === null) return refusal(401, 'not_signed_in')
    if (call === 'DELETE /api/session') {
      this.session = null
      return [204, null]
    }
    if (call === 'PATCH /api/session') this.session = { ...this.session, ...(content as Partial<Person>) }
    return [200, { user: this.session, csrf_token: 't' }]
  }

  #open(username: string): [number, unknown] {
    this.session = personOf(username)
    const grant = { grant_id: 'g', expires_at: '2027-01-01T00:00:00.000Z', roles: ROLES }
    const secrets = { device_share: secret(1), recovery_secret: secret(2) }
    return [200, { user: this.session, csrf_token: 't', grant, ...secrets }]
  }

  #enrol(code: string, key: string): [number, unknown] {
    const known = this.keys.get(key)
    if (known !== undefined && known !== code) return refusal(409, 'key_already_enrolled')
    if (known === undefined && this.codes.get(code) !== 'fresh') return refusal(422, 'enrolment_code_invalid')
    this.codes.set(code, 'used')
    this.keys.set(key, code)
    const device = { device_id: `device-of-${code}`, device_no: 'T1', branch_id: 'b', branch_no: '0113' }
    return [201, { ...device, branch_name: '示范支行', epoch: 'e' }]
  }
}

const refusal = (status: number, code: string): [number, unknown] => [status, { code, message: { zh: code, en: code } }]

let count = 0
let bank: Bank
let board: Board
let gate: Gate
let log: string[]
let identity: Identity
let session: Session
let wire: Wire

async function aTablet(): Promise<void> {
  count += 1
  const upgrade = (database: IDBDatabase) => void database.createObjectStore('own')
  const own = await openDatabase({ name: `identity-${count}`, version: 1, upgrade, onLost: () => undefined })
  identity = await Identity.of(own)
  wire = new Wire(identity, () => undefined, bank.fetch)
  session = new Session(wire)
  await restarted()
}

/** The page was closed and opened: nothing is left but what is on disk. */
async function restarted(): Promise<void> {
  board = new Board()
  log = []
  const inside: Inside = {
    open: async (_opened, { person }) => void log.push(`open ${person.id}`),
    close: () => void log.push('close'),
    renewed: ({ person }) => void log.push(`renewed ${person.id}`),
  }
  const keyring = new Keyring(await openDeviceDatabase(`gate-${count}`, () => undefined), identity.local, quickly)
  gate = new Gate(identity, keyring, session, board, inside)
  await gate.start()
}

async function signedIn(username = 'li', pin = '271828'): Promise<void> {
  await gate.signIn(username, 'secret', 'device')
  if (board.state.phase === 'pin_needed') await gate.setPin(pin)
}

beforeEach(async () => {
  written.clear()
  bank = new Bank()
  await aTablet()
})

describe('the gate', () => {
  test('asks for a PIN after the first sign-in, and opens once it is set', async () => {
    expect(board.state.phase).toBe('signed_out')
    await gate.signIn('li', 'secret', 'device')
    expect(board.state.phase).toBe('pin_needed')
    expect(await gate.setPin('111111')).toMatchObject({ problem: { code: 'pin_too_simple' } })
    expect(await gate.setPin('271828')).toEqual({ ok: true, value: undefined })
    expect([board.state.phase, log.at(-1)]).toEqual(['open', 'open li'])
  })

  test('is locked after a restart and opens by PIN without a network', async () => {
    await signedIn()
    await restarted()
    bank.online = false
    expect([board.state.phase, board.state.person?.name]).toEqual(['locked', 'li'])
    expect(await gate.unlock('000000')).toMatchObject({ problem: { code: 'wrong_pin' } })
    expect(board.state.pin.failures).toBe(1)
    await gate.unlock('271828')
    expect([board.state.phase, board.state.pin.failures]).toEqual(['open', 0])
  })

  test('is guessed to be locked by a PIN before it is known, unless none opens it', async () => {
    writeMarker(
      {
        device_id: 'd',
        device_no: 'T1',
        branch_id: 'b',
        branch_no: '1',
        branch_name: '测试网点',
        ...{ epoch: 'e', list_key: '', seal_keys: {} },
      },
      { waiting: 0, lastContact: null },
    )
    await signedIn()
    expect(opensByPin()).toBe(true)
    await gate.lock()
    expect(opensByPin()).toBe(true)
    for (let i = 0; i < 5; i++) await gate.unlock('000000')
    expect(opensByPin()).toBe(false)
  })

  test('asks for an online sign-in and a new PIN after five wrong ones', async () => {
    await signedIn()
    await gate.lock()
    for (let i = 0; i < 5; i++) await gate.unlock('000000')
    expect(board.state).toMatchObject({ phase: 'locked', pin: { lockedUntil: 'sign_in' }, people: [] })
    expect(await gate.unlock('271828')).toMatchObject({ problem: { code: 'pin_locked' } })
    await gate.signIn('li', 'secret', 'device')
    expect(board.state.phase).toBe('pin_needed')
  })

  test('takes who signs in where the PIN would have done for somebody who forgot it', async () => {
    await signedIn()
    await gate.lock()
    await gate.signIn('li', 'secret', 'device')
    expect(board.state.phase).toBe('pin_needed')
  })

  test('lets the person at work sign in again without leaving', async () => {
    await signedIn()
    await gate.signIn('li', 'secret', 'device')
    expect([board.state.phase, log.at(-1)]).toEqual(['open', 'renewed li'])
  })

  test('changes shifts without a network among those who have a PIN here', async () => {
    await signedIn('li', '271828')
    await signedIn('wang', '161803')
    bank.online = false
    await gate.signOut()
    expect(board.state.people.map(({ id }) => id).sort()).toEqual(['li', 'wang'])
    await gate.unlock('271828', 'li')
    expect([board.state.phase, board.state.person?.id]).toEqual(['open', 'li'])
  })

  test('closes what is open before it opens for another person', async () => {
    await signedIn('li')
    await gate.signIn('wang', 'secret', 'device')
    expect([board.state.phase, log.at(-1)]).toEqual(['pin_needed', 'close'])
  })

  test('locks at once, also in the middle of an unlocking', async () => {
    await signedIn()
    await gate.lock()
    const unlocking = gate.unlock('271828')
    await Promise.all([unlocking, gate.lock()])
    expect([board.state.phase, log.at(-1)]).toEqual(['locked', 'close'])
  })

  test('tells the server later of a sign-out without a network', async () => {
    await signedIn()
    bank.online = false
    await gate.signOut()
    expect([board.state.phase, bank.session?.id]).toEqual(['signed_out', 'li'])
    expect(await gate.settle()).toBe(false)
    bank.online = true
    expect(await gate.settle()).toBe(true)
    expect(bank.session).toBeNull()
  })
})

describe('whose session it is', () => {
  const at = { li: personOf('li') }
  const check = () => {
    const adopt = (person: Person) => Promise.resolve(void (at.li = person))
    return new SessionCheck(
      session,
      () => at.li,
      adopt,
      () => gate.settle(),
      () => undefined,
    )
  }
  const pulls = () => bank.asked.filter((call) => call.includes('/sync/pull')).length
  beforeEach(() => {
    at.li = personOf('li')
  })

  test('a pull goes in the own session only; a push needs none', async () => {
    await session.open('wang', 'secret', 'device')
    const transport = new GuardedTransport(wire, check())
    expect((await transport.send('GET', '/sync/pull')).status).toBe(401)
    await transport.send('POST', '/sync/push', '{}')
    expect([pulls(), bank.asked.at(-1), bank.session]).toEqual([0, 'POST /sync/push', null])
  })

  test('one that was opened anew in another tab is found', async () => {
    const transport = new GuardedTransport(wire, check())
    expect((await transport.send('GET', '/sync/pull')).status).toBe(401)
    bank.session = personOf('li')
    expect((await transport.send('GET', '/sync/pull')).status).toBe(200)
  })

  test('nobody pulls in a session that was to be ended', async () => {
    await signedIn()
    bank.online = false
    await gate.signOut()
    bank.online = true
    expect(await check().standing()).toBe('ended')
    expect(bank.session).toBeNull()
  })

  test('a role chosen without a network is told to the server before the next pull', async () => {
    await session.open('li', 'secret', 'device')
    at.li = { ...at.li, active_role: 'branch_manager', language: 'en' }
    expect(await check().standing()).toBe('mine')
    expect(bank.session).toMatchObject({ active_role: 'branch_manager', language: 'en' })
  })

  test('a role the server has taken away is given up', async () => {
    await session.open('li', 'secret', 'device')
    at.li = { ...at.li, active_role: 'teller' }
    await check().standing()
    expect(at.li.active_role).toBe('lobby_manager')
  })
})

describe('an enrolment', () => {
  const prepared = (deviceId: string) => openDeviceDatabase(deviceId, () => undefined)
  const joins = (code: string) => enrol(identity, wire, code, '大堂一号', prepared)
  beforeEach(() => {
    bank.codes.set(`c${count}`, 'fresh').set(`d${count}`, 'fresh')
  })

  test('whose answer was lost is done again and gives the same tablet', async () => {
    bank.losesAnswers = true
    expect(await joins(`c${count}`)).toMatchObject({ problem: { code: 'unreachable' } })
    bank.losesAnswers = false
    expect(await joins(`c${count}`)).toMatchObject({ ok: true, value: { device_id: `device-of-c${count}` } })
    expect(await standing(identity)).toBe('enrolled')
  })

  test('whose answer was lost is also done again with another code', async () => {
    bank.losesAnswers = true
    await joins(`c${count}`)
    bank.losesAnswers = false
    expect(await joins(`d${count}`)).toMatchObject({ ok: true, value: { device_id: `device-of-d${count}` } })
  })

  test('is told from a tablet that was wiped, whichever database is gone', async () => {
    expect(await standing(identity)).toBe('unenrolled')
    await joins(`c${count}`)
    const of = identity
    await aTablet()
    expect(await standing(identity)).toBe('wiped')
    await identity.becomes({ ...of.enrolled!, device_id: 'gone' })
    expect(await standing(identity)).toBe('wiped')
  })
})

/** In force whatever the day of the test. */
const ALWAYS = { status: 'in_force', effective_from: '2000-01-01', effective_to: null }

describe('reference data', () => {
  const sets = { h1: { name: 'topics', items: [{ ...ALWAYS, code: 'A', zh: '甲', en: 'A', keys: 'a\n甲' }] } }
  let manifest: unknown
  let missing: string[]
  let calls: string[]
  const fetching = async (target: string) => {
    calls.push(target)
    const hash = target.split('/').at(-1)!
    if (missing.includes(hash)) return { ok: false, problem: { code: 'unreachable' } } as never
    return { ok: true, value: target === '/api/reference' ? manifest : { ...sets.h1, name: hash } } as never
  }
  const key = crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  const store = async () =>
    new ReferenceStore(
      new Notes(await openDeviceDatabase(`gate-${count}`, () => undefined), new Seal(await key)),
      fetching,
    )
  const version = (name: string, ...hashes: string[]) => {
    manifest = { version: name, sets: hashes.map((hash) => ({ name: hash, hash, count: 1 })) }
  }
  beforeEach(() => {
    missing = []
    calls = []
    version('v1', 'h1', 'h2')
  })

  test('is there after a restart, and fetched again only where it changed', async () => {
    expect(await (await store()).follow('v1')).toBe(true)
    const again = await store()
    await again.load()
    expect([again.index.version, again.index.label('h1', 'A', 'zh')]).toEqual(['v1', '甲'])
    calls = []
    version('v2', 'h2', 'h3')
    expect(await again.follow('v2')).toBe(true)
    expect(calls).toEqual(['/api/reference', '/api/reference/sets/h3'])
  })

  test('stays whole when a part of the new version cannot be fetched', async () => {
    const known = await store()
    await known.follow('v1')
    version('v2', 'h3', 'h4')
    missing = ['h4']
    expect(await known.follow('v2')).toBe(false)
    expect([known.index.version, known.index.label('h1', 'A', 'zh')]).toEqual(['v1', '甲'])
    expect(await known.follow('v1')).toBe(false)
  })
})
