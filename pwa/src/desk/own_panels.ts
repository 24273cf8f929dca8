// Kinds with a panel of their own at the desk: `kinds/<kind>/Panel.vue` stands above the values of a record. Nothing lists them:
// a file that is there is found, and loaded when it is needed.
import { defineAsyncComponent, type Component } from 'vue'

const files = import.meta.glob<{ default: Component }>('./kinds/*/Panel.vue')
const panels = new Map(
  Object.entries(files).map(([path, load]) => [path.split('/').at(-2)!, defineAsyncComponent(load)] as const),
)

/** Its props: `record`; it emits `ran` with the record after a step, `overtaken` when somebody was faster. */
export const ownPanel = (kind: string): Component | null => panels.get(kind) ?? null
