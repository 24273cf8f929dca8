// Kinds with a board at the desk: `kinds/<kind>/Board.vue` shows all of them at a glance, `kinds/<kind>/board_place.ts` says where it
// stands in the rail, and which departments see it besides the people of a branch. Nothing lists them.
import { defineAsyncComponent, type Component } from 'vue'
import type { DeskPerson } from './shapes'

export interface BoardPlace {
  icon: string
  zh: string
  en: string
  departments: readonly string[]
}

const places = import.meta.glob<BoardPlace>('./kinds/*/board_place.ts', { eager: true, import: 'place' })
const files = import.meta.glob<{ default: Component }>('./kinds/*/Board.vue')
const kindIn = (path: string) => path.split('/').at(-2)!
const boards = new Map(Object.entries(files).map(([path, load]) => [kindIn(path), defineAsyncComponent(load)] as const))

/** Its props: `kind`. */
export const ownBoard = (kind: string): Component | null => boards.get(kind) ?? null

export function boardsFor(person: DeskPerson | null): (BoardPlace & { kind: string })[] {
  if (person === null || !person.permissions.includes('records.read')) return []
  const all = Object.entries(places).map(([path, place]) => ({ ...place, kind: kindIn(path) }))
  return all.filter(({ departments }) => person.department === null || departments.includes(person.department))
}
