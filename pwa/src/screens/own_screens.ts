// Kinds with screens of their own: `kinds/<kind>/Capture.vue` takes the place of the generic capture form, `kinds/<kind>/Panel.vue`
// stands above the values of a record, `kinds/<kind>/Board.vue` shows all of them at a glance; `kinds/<kind>/steps.ts` names as `taken` the steps that its panel offers instead of the
// record's foot. Nothing lists them: a file that is there is found, and loaded when it is needed.
import { defineAsyncComponent, type Component } from 'vue'

type Files = Record<string, () => Promise<{ default: Component }>>

const captures = lazily(import.meta.glob<{ default: Component }>('./kinds/*/Capture.vue'))
const panels = lazily(import.meta.glob<{ default: Component }>('./kinds/*/Panel.vue'))
const boards = lazily(import.meta.glob<{ default: Component }>('./kinds/*/Board.vue'))

const steps = import.meta.glob<readonly string[]>('./kinds/*/steps.ts', { eager: true, import: 'taken' })
const taken = new Map(Object.entries(steps).map(([path, verbs]) => [path.split('/').at(-2)!, verbs]))

/** By the code of the kind, the component of each file, made once. */
function lazily(files: Files): ReadonlyMap<string, Component> {
  const named = Object.entries(files).map(([path, load]): [string, Component] => {
    return [path.split('/').at(-2)!, defineAsyncComponent(load)]
  })
  return new Map(named)
}

/** Its props: `kind`, `beginning` (what use_capture.ts is called with). */
export const ownCapture = (kind: string): Component | null => captures.get(kind) ?? null

/** Its props: `kind`, `shown`. */
export const ownPanel = (kind: string): Component | null => panels.get(kind) ?? null

/** Its props: `kind`. */
export const ownBoard = (kind: string): Component | null => boards.get(kind) ?? null

export const stepsOfPanel = (kind: string): readonly string[] => taken.get(kind) ?? []
