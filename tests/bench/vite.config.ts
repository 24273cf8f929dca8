// Bundles the subjects' pages, each into one module (with the workers of the device beside it) that its own server serves.
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { alias } from '../../pwa/alias.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const subject = process.env.BENCH_SUBJECT ?? ''

export default defineConfig({
  root: here('.'),
  base: './',
  logLevel: 'warn',
  plugins: [vue()],
  resolve: { alias },
  define: { global: 'globalThis' },
  build: {
    outDir: process.env.BENCH_PAGES ?? '',
    emptyOutDir: false,
    target: 'esnext',
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { [subject]: here(`pages/${subject}.ts`) },
      output: { entryFileNames: '[name].js', assetFileNames: 'assets/[name]-[hash][extname]' },
    },
  },
})
