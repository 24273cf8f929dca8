// What a tablet stores for offline use, and what it never pays for.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { plan } from '../../../pwa/precache.ts'

type Bundle = Parameters<typeof plan>[0]
interface Drawn {
  imports?: string[]
  later?: string[]
  css?: string[]
  source?: string
  module?: string
}

const chunk = (fileName: string, drawn: Drawn) => ({
  type: 'chunk',
  fileName,
  name: fileName.replace('.js', ''),
  isEntry: fileName === 'index.js',
  facadeModuleId: drawn.module ?? null,
  code: drawn.source ?? fileName,
  imports: drawn.imports ?? [],
  dynamicImports: drawn.later ?? [],
  viteMetadata: { importedCss: new Set(drawn.css), importedAssets: new Set() },
})

const asset = (fileName: string) => ({ type: 'asset', fileName, source: fileName })

function bundle(chunks: Record<string, Drawn>): Bundle {
  const made = Object.entries(chunks).map(([name, drawn]) => [name, chunk(name, drawn)])
  const styles = Object.values(chunks).flatMap((drawn) => drawn.css ?? [])
  const assets = ['index.html', ...styles].map((name) => [name, asset(name)])
  return Object.fromEntries([...made, ...assets]) as Bundle
}

const APP = {
  'index.js': { imports: ['vue.js'], later: ['ledger.js', 'desk.js'], css: ['index.css'] },
  'vue.js': {},
  'ledger.js': { imports: ['vue.js', 'pane.js'], css: ['ledger.css'] },
  'pane.js': {},
  'desk.js': { imports: ['vue.js', 'inbox.js'], css: ['desk.css'], module: '/src/desk/DeskShell.vue' },
  'inbox.js': {},
}

describe('the precache plan', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'precache-'))
    writeFileSync(join(folder, 'icon.png'), 'icon')
  })

  it('stores first what the shell needs to open', () => {
    expect(plan(bundle(APP), folder).first).toEqual(['/', '/icon.png', '/index.css', '/index.js', '/vue.js'])
  })

  it('stores the other tablet routes second', () => {
    expect(plan(bundle(APP), folder).second).toEqual(['/ledger.css', '/ledger.js', '/pane.js'])
  })

  it('never stores the desk, nor what only the desk needs', () => {
    const { first, second } = plan(bundle(APP), folder)
    expect([...first, ...second].filter((name) => /desk|inbox/.test(name))).toEqual([])
  })

  it('changes its version with any byte of a stored file', () => {
    const before = plan(bundle(APP), folder).version
    const changed = { ...APP, 'pane.js': { source: 'other' } }
    expect(plan(bundle(changed), folder).version).not.toBe(before)
    writeFileSync(join(folder, 'icon.png'), 'another icon')
    expect(plan(bundle(APP), folder).version).not.toBe(before)
  })

  it('keeps its version when only the desk changed', () => {
    const changed = { ...APP, 'inbox.js': { source: 'other' } }
    expect(plan(bundle(changed), folder).version).toBe(plan(bundle(APP), folder).version)
  })
})
