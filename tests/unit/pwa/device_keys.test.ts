import 'fake-indexeddb/auto'
import { argon2id } from 'hash-wasm'
import { beforeEach, describe, expect, test } from 'vitest'
import { base64url, hex, utf8 } from '@/device/bytes'
import { Identity } from '@/device/identity'
import { Keyring, MAX_WRONG_PINS, type Opened } from '@/device/keyring'
import { hashPin, type PinHash } from '@/device/pin_hash'
import type { Profile } from '@/device/profile'
import { openDeviceDatabase, openIdentityDatabase } from '@/device/schema'
import { Seal, Unreadable } from '@/device/sealing'
import { WrongKey } from '@/device/wrapping'

const RECOVERY = base64url(new Uint8Array(32).fill(7).buffer)
const SHARE = base64url(new Uint8Array(32).fill(9).buffer)
const PIN = '271828'
/** The same function, made cheap: what it costs is no part of these rules. */
const quickly: PinHash = async (pin, salt) => {
  const cost = { parallelism: 1, iterations: 1, memorySize: 64, hashLength: 32 }
  return new Uint8Array(await argon2id({ password: pin, salt, ...cost, outputType: 'binary' }))
}
const ignore = () => undefined

function profile(id: string): Profile {
  const person = { id, name: '李晓', username: 'li', roles: ['lobby_manager'], active_role: 'lobby_manager' }
  const branch = { branch_name: '示范支行', branch_no: '0113', language: 'zh' as const }
  const grant = { grant_id: 'g1', expires_at: '2026-12-01T00:00:00.000Z', roles: ['lobby_manager'] }
  return { person: { ...person, ...branch }, grant, share: SHARE, seen_at: 1 }
}

let names = 0
let database: IDBDatabase
let keyring: Keyring
let opened: Opened
const li = profile('user-li')

async function aKeyring(): Promise<Keyring> {
  const identity = await Identity.of(await openIdentityDatabase(ignore))
  return new Keyring(database, identity.local, quickly)
}

const sealedBy = ({ dataKey }: Opened) => new Seal(dataKey).close('ops', 1, '客户的话')
const readBy = async (seal: Opened, box: Awaited<ReturnType<typeof sealedBy>>) =>
  new Seal(seal.dataKey).open<string>('ops', 1, box)

beforeEach(async () => {
  names += 1
  database = await openDeviceDatabase(`device-${names}`, ignore)
  keyring = await aKeyring()
  await keyring.remember(li)
  opened = await keyring.setPin(await keyring.openByRecovery(RECOVERY), li, PIN)
})

describe('a PIN', () => {
  test('opens what an online sign-in sealed', async () => {
    const box = await sealedBy(opened)
    const again = (await (await aKeyring()).openByPin(li, PIN)) as Opened
    expect(await readBy(again, box)).toBe('客户的话')
  })

  test('is hashed by Argon2id of 64 MiB and 3 passes, as another library does it', { timeout: 60_000 }, async () => {
    const expected = 'f6783e4d7078c64da838ff9c79bd5b208d350b8f47ce95bdafb0cab73a01522b'
    expect(hex((await hashPin(PIN, new Uint8Array(16))).buffer)).toBe(expected)
  })

  test('opens nothing without the device share', async () => {
    const other = { ...li, share: base64url(new Uint8Array(32).buffer) }
    expect(await keyring.openByPin(other, PIN)).toBe('wrong')
  })

  test('is changed without touching the data', async () => {
    const box = await sealedBy(opened)
    await keyring.setPin(opened, li, '314159')
    expect(await keyring.openByPin(li, PIN)).toBe('wrong')
    expect(await readBy((await keyring.openByPin(li, '314159')) as Opened, box)).toBe('客户的话')
  })

  test('that is wrong too often locks for good, and the right one comes too late', async () => {
    for (let i = 1; i < MAX_WRONG_PINS; i++) expect(await keyring.openByPin(li, '000000')).toBe('wrong')
    expect(await keyring.openByPin(li, '000000')).toBe('locked_out')
    const [known] = await keyring.profiles()
    expect(await keyring.openByPin(known!, PIN)).toBe('locked_out')
    expect([known!.share, await keyring.hasPin(li.person.id)]).toEqual([null, false])
  })

  test('that is right forgets the wrong ones before it', async () => {
    await keyring.openByPin(li, '000000')
    await keyring.openByPin(li, PIN)
    expect(await keyring.wrongPins(li.person.id)).toBe(0)
  })

  test('of one person says nothing about another one', async () => {
    const wang = profile('user-wang')
    await keyring.setPin(opened, wang, '161803')
    const box = await sealedBy((await keyring.openByPin(wang, '161803')) as Opened)
    expect(await readBy(opened, box)).toBe('客户的话')
    expect(await keyring.openByPin(li, '161803')).toBe('wrong')
  })
})

describe('an online sign-in', () => {
  test('reopens the queue after the PIN was locked (I13)', async () => {
    const box = await sealedBy(opened)
    for (let i = 0; i < MAX_WRONG_PINS; i++) await keyring.openByPin(li, '000000')
    expect(await readBy(await keyring.openByRecovery(RECOVERY), box)).toBe('客户的话')
  })

  test('in two tabs at once makes one data key', async () => {
    database = await openDeviceDatabase('two-tabs', ignore)
    const [one, two] = await Promise.all([
      (await aKeyring()).openByRecovery(RECOVERY),
      (await aKeyring()).openByRecovery(RECOVERY),
    ])
    expect(await readBy(two, await sealedBy(one))).toBe('客户的话')
  })

  test('with another secret is refused and makes nothing anew', async () => {
    await expect(keyring.openByRecovery(SHARE)).rejects.toBeInstanceOf(WrongKey)
  })
})

describe('what is at rest', () => {
  test('holds neither a name nor a share in the clear', async () => {
    const raw = await new Promise<Uint8Array[]>((resolve) => {
      const all = database.transaction('people').objectStore('people').getAll()
      all.onsuccess = () => resolve(all.result as Uint8Array[])
    })
    const bytes = raw.map((box) => Buffer.from(box).toString('latin1')).join()
    expect(bytes).not.toContain(Buffer.from(utf8('李晓')).toString('latin1'))
    expect(bytes).not.toContain(SHARE)
  })

  test('cannot be moved to another row', async () => {
    const box = await new Seal(opened.dataKey).close('drafts', 'a', {})
    await expect(new Seal(opened.dataKey).open('drafts', 'b', box)).rejects.toBeInstanceOf(Unreadable)
  })

  test('is under keys that no script can read', async () => {
    await expect(crypto.subtle.exportKey('raw', opened.dataKey)).rejects.toThrow()
    await expect(crypto.subtle.exportKey('raw', opened.opener.kek)).rejects.toThrow()
  })
})

describe('a row that was sealed or opened lately', () => {
  test('is given again without the key, but only for the very same box at the same place', async () => {
    const seal = new Seal(opened.dataKey)
    const value = { question: '利率' }
    const box = await seal.close('ops', 1, value)
    expect(await seal.open('ops', 1, box.slice())).toBe(value)
    const changed = box.slice()
    changed[changed.length - 1]! ^= 1
    await expect(seal.open('ops', 1, changed)).rejects.toThrow()
    await expect(seal.open('ops', 2, box)).rejects.toThrow()
  })

  test('is forgotten when the tablet is locked', async () => {
    const seal = new Seal(opened.dataKey)
    const box = await seal.close('ops', 1, '客户的话')
    seal.forget()
    await expect(seal.open('ops', 1, box)).rejects.toThrow()
  })
})
