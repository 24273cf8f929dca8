import { fileURLToPath } from 'node:url'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

/** The two short import prefixes; tsconfig.json names the same for the type checker. */
export const alias = { '@sync': path('../sync'), '@': path('./src') }
