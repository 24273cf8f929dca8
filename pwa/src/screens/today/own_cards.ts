// Cards that a kind brings to 今日: `kinds/<kind>/TodayCard.vue`, loaded behind the first page. Its props: `kind`.
import { defineAsyncComponent, type Component } from 'vue'
import { contract, wholeContract, type Kind } from '@/contract'

const files = import.meta.glob<{ default: Component }>('../kinds/*/TodayCard.vue')
const cards = new Map(
  Object.entries(files).map(([path, load]) => [
    path.split('/').at(-2)!,
    defineAsyncComponent(async () => (await Promise.all([load(), wholeContract()]))[0]),
  ]),
)

/** Those of the kinds this role may capture. */
export function ownCards(role: string): { kind: Kind; card: Component }[] {
  return contract.kinds.flatMap((kind) => {
    const card = cards.get(kind.code)
    return card && kind.capture_roles.includes(role) ? [{ kind, card }] : []
  })
}
