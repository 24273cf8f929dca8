// What usually comes next during a visit. The kind of a visit tells it by its values, in `kinds/<kind>/next.ts`.
import type { Kind, Values } from '@/contract'

type Next = (values: Values) => readonly string[]
const files = import.meta.glob<Next>('../kinds/*/next.ts', { eager: true, import: 'next' })
const told = new Map(Object.entries(files).map(([path, next]) => [path.split('/').at(-2)!, next]))

/** As many as stand in one row. */
const USUAL = 4

/** `usual` in the order in which they are likely, then the less likely, then all others as people meet them. */
export function inOrder(spine: Kind, values: Values, kinds: readonly Kind[]): { usual: Kind[]; other: Kind[] } {
  const codes = told.get(spine.code)?.(values) ?? []
  const likely = codes.flatMap((code) => kinds.find((kind) => kind.code === code) ?? [])
  const unlikely = kinds.filter((kind) => !likely.includes(kind))
  return { usual: likely.slice(0, USUAL), other: [...likely.slice(USUAL), ...unlikely] }
}
