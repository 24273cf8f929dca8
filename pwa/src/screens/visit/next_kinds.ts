// What usually comes next during a visit. The kind of a visit tells it by its values, in `kinds/<kind>/next.ts`.
import type { Kind, Values } from '@/contract'

type Next = (values: Values) => readonly string[]
const files = import.meta.glob<Next>('../kinds/*/next.ts', { eager: true, import: 'next' })
const told = new Map(Object.entries(files).map(([path, next]) => [path.split('/').at(-2)!, next]))

/** `usual` in the order in which they are likely, the others as people meet them. */
export function inOrder(spine: Kind, values: Values, kinds: readonly Kind[]): { usual: Kind[]; other: Kind[] } {
  const codes = told.get(spine.code)?.(values) ?? []
  const usual = codes.flatMap((code) => kinds.find((kind) => kind.code === code) ?? [])
  return { usual, other: kinds.filter((kind) => !usual.includes(kind)) }
}
