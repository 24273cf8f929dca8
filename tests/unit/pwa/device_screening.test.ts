import { describe, expect, test } from 'vitest'
import { base64url, fromBase64url, utf8 } from '../../../pwa/src/device/bytes'
import { NameScreening } from '../../../pwa/src/device/screening'
import { sealedToDepartment } from '../../../pwa/src/device/sealing_to_department'
import { ReferenceIndex } from '../../../pwa/src/reference'

const NOW = Date.parse('2026-11-25T03:00:00.000Z')
const VERSION = '2026-11-25.1'

async function screening({ tampered = false, contact = '2026-11-25T02:00:00.000Z' as string | null } = {}) {
  const pair = (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair
  const content = { variants: {}, sounds: { zhang: '张章', wei: '伟炜' }, entries: [{ id: 'L1', names: ['张伟'] }] }
  const payload = JSON.stringify({ version: VERSION, effective_from: '2026-11-25T00:00:00.000Z', content })
  const signature = base64url(await crypto.subtle.sign('Ed25519', pair.privateKey, utf8(payload)))
  const item = { code: VERSION, set: 'screening_list', zh: '', en: '', keys: '', status: 'in_force', source: '' }
  const dated = { effective_from: '2000-01-01', effective_to: null, house: true, signature }
  const index = new ReferenceIndex(() => '2026-11-25')
  const shown = tampered ? payload.replace('张伟', '李四') : payload
  index.load([{ name: 'screening_list', items: [{ ...item, ...dated, payload: shown } as never] }], '1')
  const key = base64url(await crypto.subtle.exportKey('raw', pair.publicKey))
  return new NameScreening(index, key, () => contact)
}

describe('screening on the tablet', () => {
  test('a name of the list is a possible hit, and so is one that sounds like it', async () => {
    const { screen } = await bound()
    expect((await screen('张伟', NOW)).result).toBe('possible')
    expect((await screen('章炜', NOW)).result).toBe('possible')
    expect(await screen('王晓燕', NOW)).toMatchObject({ result: 'none', listVersion: VERSION })
  })

  test('a list that was changed on the way says nothing', async () => {
    const list = await screening({ tampered: true })
    expect(await list.screen('王晓燕', NOW)).toMatchObject({ result: 'to_review', listVersion: null })
  })

  test('a list that is too old says nothing', async () => {
    const list = await screening({ contact: '2026-11-23T02:00:00.000Z' })
    expect((await list.screen('王晓燕', NOW)).result).toBe('to_review')
  })

  test('a tablet without a list says nothing', async () => {
    const none = new NameScreening(new ReferenceIndex(), '', () => null)
    expect((await none.screen('王晓燕', NOW)).result).toBe('to_review')
  })
})

async function bound() {
  const list = await screening()
  return { screen: (name: string, now: number) => list.screen(name, now) }
}

describe('sealing to a department', () => {
  test('only the holder of the private key reads it, and only with the id it was sealed for', async () => {
    const theirs = (await crypto.subtle.generateKey({ name: 'X25519' }, true, ['deriveBits'])) as CryptoKeyPair
    const publicKey = base64url(await crypto.subtle.exportKey('raw', theirs.publicKey))
    const box = await sealedToDepartment(publicKey, { account: '经过', amount: null }, 'id-1')
    expect(await opened(theirs, publicKey, box, 'id-1')).toEqual({ account: '经过' })
    await expect(opened(theirs, publicKey, box, 'id-2')).rejects.toThrow()
  })
})

async function opened(theirs: CryptoKeyPair, publicKey: string, box: string, id: string): Promise<unknown> {
  const raw = fromBase64url(box)
  const [ephemeral, iv, closed] = [raw.slice(1, 33), raw.slice(33, 45), raw.slice(45)]
  const them = await crypto.subtle.importKey('raw', ephemeral, { name: 'X25519' }, false, [])
  const shared = await crypto.subtle.deriveBits({ name: 'X25519', public: them }, theirs.privateKey, 256)
  const material = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey'])
  const salt = Uint8Array.from([...ephemeral, ...fromBase64url(publicKey)])
  const info = utf8('lobbybook sealed to a department v1')
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt, info }
  const key = await crypto.subtle.deriveKey(hkdf, material, { name: 'AES-GCM', length: 256 }, false, ['decrypt'])
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: utf8(id) }, key, closed)
  return JSON.parse(new TextDecoder().decode(plain))
}
