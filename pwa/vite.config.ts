import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Rolldown, type UserConfig } from 'vite'
import { alias } from './alias.ts'
import { compress } from './compress.ts'
import { precache } from './precache.ts'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

/** The service worker needs a fixed address: a browser looks for its update under the one it registered. */
const WORKER = 'sw'

const ENTRIES = /\/(index\.html|src\/(main|sw)\.ts)$/

/**
 * A tablet fetches few files, not many small ones. Each group is what it names with all that this imports and no group before
 * it has, so that what is loaded first never waits for what comes later.
 */
const GROUPS: Rolldown.CodeSplittingOptions['groups'] = [
  // What opening needs, however other chunks share it. The entries themselves stay chunks of their own, because page and
  // worker are found by them.
  { name: 'shell', tags: ['$initial'], test: (id: string) => !ENTRIES.test(id) },
  // 今日, and the engine: both come behind the keypad.
  { name: 'today', test: /\/pwa\/src\/screens\/opened\.ts$/ },
  { name: 'workspace', test: /\/pwa\/src\/device\/workspace\.ts$/ },
  { name: 'cards', test: /\/pwa\/src\/screens\/kinds\/\w+\/TodayCard\.vue$/ },
  // What every form is made of; sheets come when one opens.
  { name: 'sheets', test: /\/pwa\/src\/components\/\w+Sheet\.vue$/ },
  { name: 'forms', test: /\/pwa\/src\/((components|fields|forms)\/(?!\w+Sheet)|screens\/capture\/CaptureForm)/ },
  // The screens of single kinds, then what several places share.
  { name: 'kinds', test: /\/pwa\/src\/screens\/own_screens\.ts$/ },
  { name: 'places', test: /\/pwa\/src\/(screens|scan)\//, minShareCount: 2 },
]

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
        codeSplitting: { groups: GROUPS },
      },
    },
  },
}

export default defineConfig(config)
