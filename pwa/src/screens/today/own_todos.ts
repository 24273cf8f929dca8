// What everybody has to do for themselves, whatever others did: the kind tells it, in `kinds/<kind>/todo.ts`.
import type { Told } from '@/contract'
import type { Shown } from '@/device/tablet'

/** What is to be done, in words; null: nothing, or no more. */
type Todo = (shown: Shown, personId: string) => Told | null
const files = import.meta.glob<Todo>('../kinds/*/todo.ts', { eager: true, import: 'todo' })
const told = new Map(Object.entries(files).map(([path, todo]) => [path.split('/').at(-2)!, todo]))

/** undefined where the kind says nothing about it. */
export function ownTodo(shown: Shown, personId: string): Told | null | undefined {
  return told.get(shown.row.kind)?.(shown, personId)
}
