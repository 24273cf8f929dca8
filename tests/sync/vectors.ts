// Reads the vectors that both halves of a shared concept must satisfy.
import { readFileSync } from 'node:fs'

export function vectors<T>(name: string): T {
  const file = new URL(`../../sync/vectors/${name}.json`, import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8')) as T
}
