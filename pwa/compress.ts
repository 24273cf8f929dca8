import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

const TEXT = new Set(['.js', '.css', '.html', '.svg', '.json', '.webmanifest'])
/** Below this a packed file saves nothing that a tablet would notice. */
const WORTH_IT = 1024

function textFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && TEXT.has(extname(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name))
}

function pack(file: string): void {
  const content = readFileSync(file)
  if (content.length < WORTH_IT) return
  const hints = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length }
  writeFileSync(`${file}.br`, brotliCompressSync(content, { params: hints }))
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }))
}

/** Packs each text file once at build time, so that the server sends the smallest form without any work. */
export function compress(): Plugin {
  let folder = ''
  return {
    name: 'lobbybook-compress',
    apply: 'build',
    enforce: 'post',
    configResolved: (config) => {
      folder = config.build.outDir
    },
    writeBundle: {
      order: 'post',
      handler: () => textFiles(folder).forEach(pack),
    },
  }
}
