import type { Plugin } from 'vite'

/** What only the server and the tests read of the contract. */
const OF_A_KIND = ['example', 'retention', 'derived']
const OF_A_FIELD = ['privacy']

type Part = Record<string, unknown>

function without(part: Part, names: readonly string[]): Part {
  return Object.fromEntries(Object.entries(part).filter(([name]) => !names.includes(name)))
}

/** The contract as the app carries it. */
export function slim(contract: { kinds: (Part & { fields: Part[] })[] }): Part {
  const kinds = contract.kinds.map((kind) => ({
    ...without(kind, OF_A_KIND),
    fields: kind.fields.map((field) => without(field, OF_A_FIELD)),
  }))
  return { ...contract, kinds }
}

/** Leaves out of the app what no screen reads, before the contract becomes a module. */
export function slimContract(): Plugin {
  return {
    name: 'lobbybook-slim-contract',
    enforce: 'pre',
    transform(code, id) {
      if (!id.split('?')[0]!.endsWith('/generated/contract.json')) return null
      return { code: JSON.stringify(slim(JSON.parse(code) as Parameters<typeof slim>[0])), map: null }
    },
  }
}
