// Kinds with screens of their own: `kinds/<kind>/Capture.vue` takes the place of the generic capture form, `kinds/<kind>/Panel.vue`
// stands above the values of a record, `kinds/<kind>/Board.vue` shows all of them at a glance; `kinds/<kind>/steps.ts` names as `taken` the steps, and the
// kinds of records started from here, that its panel offers instead of the record's foot. Nothing lists them: a file that is there is found. They come together, as one file.
import type { Component } from 'vue'

const captures = byKind(import.meta.glob<Component>('./kinds/*/Capture.vue', { eager: true, import: 'default' }))
const panels = byKind(import.meta.glob<Component>('./kinds/*/Panel.vue', { eager: true, import: 'default' }))
const boards = byKind(import.meta.glob<Component>('./kinds/*/Board.vue', { eager: true, import: 'default' }))
const taken = byKind(import.meta.glob<readonly string[]>('./kinds/*/steps.ts', { eager: true, import: 'taken' }))

function byKind<T>(found: Record<string, T>): ReadonlyMap<string, T> {
  return new Map(Object.entries(found).map(([path, file]) => [path.split('/').at(-2)!, file]))
}

/** Its props: `kind`, `beginning` (what use_capture.ts is called with). */
export const ownCapture = (kind: string): Component | null => captures.get(kind) ?? null

/** Its props: `kind`, `shown`. */
export const ownPanel = (kind: string): Component | null => panels.get(kind) ?? null

/** Its props: `kind`. */
export const ownBoard = (kind: string): Component | null => boards.get(kind) ?? null

export const stepsOfPanel = (kind: string): readonly string[] => taken.get(kind) ?? []
