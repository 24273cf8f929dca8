import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Plugin, Rolldown } from 'vite'

/**
 * What the service worker stores, in two stages. `first` is the shell a tablet needs to open; `second` is every
 * other tablet route. The desk is in neither: it is online and a tablet never pays for it.
 * `version` changes with any byte of either stage. Paths are absolute (`/assets/…`).
 */
export interface Precache {
  version: string
  first: string[]
  second: string[]
}

type Bundle = Rolldown.OutputBundle
type Chunk = Rolldown.OutputChunk & { viteMetadata?: { importedCss: Set<string>; importedAssets: Set<string> } }

/** The name that the worker's source declares and the build replaces. */
const PLACEHOLDER = '__PRECACHE__'

const isDesk = (chunk: Chunk) => chunk.facadeModuleId?.includes('/src/desk/') ?? false

function filesOf(chunk: Chunk): string[] {
  return [chunk.fileName, ...(chunk.viteMetadata?.importedCss ?? []), ...(chunk.viteMetadata?.importedAssets ?? [])]
}

/** What is loaded behind the keypad, and without which nobody gets past it. */
const BEHIND_KEYPAD = /\/src\/(screens\/opened|device\/workspace)\.ts$/

/** Every chunk that `start` needs to open: by static imports, and behind the keypad. `lazily`: also the routes it loads later. */
function reach(bundle: Bundle, start: Chunk, lazily: boolean): Set<string> {
  const isWanted = (name: string) => lazily || BEHIND_KEYPAD.test((bundle[name] as Chunk).facadeModuleId ?? '')
  const files = new Set<string>()
  const queue = [start]
  for (let chunk = queue.pop(); chunk; chunk = queue.pop()) {
    if (files.has(chunk.fileName) || isDesk(chunk)) continue
    for (const file of filesOf(chunk)) files.add(file)
    for (const name of [...chunk.imports, ...chunk.dynamicImports.filter(isWanted)]) {
      const next = bundle[name]
      if (next?.type === 'chunk') queue.push(next as Chunk)
    }
  }
  return files
}

/** Icons that only the system asks for, when the app is installed. */
const FOR_INSTALLATION = /(^|\/)icons\/.*-512\.png$/

function publicFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((name) => !FOR_INSTALLATION.test(name))
    .sort()
}

function version(bundle: Bundle, names: string[], publicFolder: string): string {
  const hash = createHash('sha256')
  for (const name of names) {
    const made = bundle[name]
    hash.update(`${name}\n`)
    if (made) hash.update(made.type === 'chunk' ? made.code : made.source)
    else hash.update(readFileSync(join(publicFolder, name)))
  }
  return hash.digest('hex').slice(0, 16)
}

export function plan(bundle: Bundle, publicFolder: string): Precache {
  const chunks = Object.values(bundle).filter((made): made is Chunk => made.type === 'chunk')
  const start = chunks.find((chunk) => chunk.isEntry && chunk.name === 'index')
  if (!start) throw new Error('the build has no entry named "index"')
  const shell = reach(bundle, start, false)
  const first = ['index.html', ...publicFiles(publicFolder), ...[...shell].sort()]
  const second = [...reach(bundle, start, true)].filter((file) => !shell.has(file)).sort()
  const address = (name: string) => (name === 'index.html' ? '/' : `/${name}`)
  return {
    version: version(bundle, [...first, ...second], publicFolder),
    first: first.map(address),
    second: second.map(address),
  }
}

/** Writes the plan into the built worker in place of `__PRECACHE__`. */
export function precache(worker: string): Plugin {
  let publicFolder = ''
  return {
    name: 'lobbybook-precache',
    apply: 'build',
    enforce: 'post',
    configResolved: (config) => {
      publicFolder = config.publicDir
    },
    generateBundle(_options, bundle) {
      const made = bundle[`${worker}.js`]
      if (made?.type !== 'chunk' || !made.code.includes(PLACEHOLDER)) {
        throw new Error(`src/${worker}.ts must use ${PLACEHOLDER}, or no tablet would open offline`)
      }
      made.code = made.code.replaceAll(PLACEHOLDER, JSON.stringify(plan(bundle, publicFolder)))
    },
  }
}
