// Serves the preview page: the tablet's screens over a tablet in memory. Not part of any build.
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { alias } from '../../pwa/alias.ts'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

export default defineConfig({
  root: path('.'),
  publicDir: path('../../pwa/public'),
  cacheDir: path('../../node_modules/.vite-preview'),
  plugins: [vue()],
  resolve: { alias },
  server: { host: '127.0.0.1', fs: { allow: [path('../..')] } },
  build: { outDir: path('../../.make/preview'), emptyOutDir: true, assetsInlineLimit: 0 },
})
