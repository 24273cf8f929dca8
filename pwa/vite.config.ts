import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type UserConfig } from 'vite'
import { alias } from './alias.ts'
import { compress } from './compress.ts'
import { precache } from './precache.ts'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

/** The service worker needs a fixed address: a browser looks for its update under the one it registered. */
const WORKER = 'sw'

const ENTRIES = /\/(index\.html|src\/(main|sw)\.ts)$/

/** What stands around 今日, and what pages are made of: one file, since they come together. Sheets come when one opens. */
const BEHIND_KEYPAD =
  /\/pwa\/src\/(components\/(?!(Modal|Confirm)Sheet)|screens\/([^/]+$|today\/|capture\/draft_place)|fields\/value_text)/

const config: UserConfig = {
  root: path('.'),
  base: '/',
  // No component of ours or of the kit speaks the options API.
  plugins: [vue({ features: { optionsAPI: false } }), precache(WORKER), compress()],
  resolve: { alias },
  build: {
    outDir: path('./dist'),
    emptyOutDir: true,
    target: 'es2023',
    manifest: true,
    // `style-src 'self'; script-src 'self'; img-src 'self'`: nothing may be inlined into a page or a data: address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      // What a page takes from a folder's index must not bring the folder's other parts with their styles.
      treeshake: { moduleSideEffects: [{ test: /\/pwa\/src\/(components|fields|forms)\//, sideEffects: false }] },
      input: { index: path('./index.html'), [WORKER]: path('./src/sw.ts') },
      output: {
        // A name is its content's hash, so the same source gives the same files on every machine.
        entryFileNames: (chunk) => (chunk.name === WORKER ? `${WORKER}.js` : 'assets/[name]-[hash].js'),
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
        // One file for all that opening needs, however other chunks share it: a tablet fetches few files, not many small
        // ones. The entries themselves stay chunks of their own, because page and worker are found by them.
        codeSplitting: {
          groups: [
            { name: 'shell', tags: ['$initial'], test: (id) => !ENTRIES.test(id) },
            { name: 'today', test: BEHIND_KEYPAD },
          ],
        },
      },
    },
  },
}

export default defineConfig(config)
