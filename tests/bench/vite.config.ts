// Bundles each subject's page into one file the driver can load from that subject's own server.
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const subject = process.env.BENCH_SUBJECT ?? ''

export default defineConfig({
  root: here('.'),
  logLevel: 'warn',
  define: { global: 'globalThis', 'process.env.NODE_ENV': '"production"' },
  build: {
    outDir: process.env.BENCH_PAGES,
    emptyOutDir: false,
    target: 'esnext',
    lib: { entry: here(`pages/${subject}.ts`), formats: ['es'], fileName: () => `${subject}.js` },
  },
})
