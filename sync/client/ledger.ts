// What a running bootstrap holds: each record's scope and revision, to check count and hash before anything is shown, and to
// tell a record that left a scope from one that has moved on to another.
import type { ScopePage } from './page.ts'
import type { Generation, Store } from './ports.ts'

export interface Held {
  scope: string | null
  rev: number
}
export type Ledger = Map<string, Held>

/** From rows already stored, when the bootstrap was begun by another process. */
export async function readLedger(store: Store, table: Generation): Promise<Ledger> {
  const ledger: Ledger = new Map()
  for (let page = await store.page(table, { limit: PAGE }); page.length > 0;) {
    for (const { id, scope, rev } of page) ledger.set(id, { scope, rev })
    const { at, id } = page.at(-1)!
    page = await store.page(table, { limit: PAGE, before: { at, id } })
  }
  return ledger
}
const PAGE = 500

/** Whether the server's item comes after what is held: rows never go back, and only a scope that has a record loses it. */
export const isNews = (held: Held | undefined, rev: number): boolean => held === undefined || held.rev <= rev
export const leaves = (held: Held | undefined, scope: string): boolean => held !== undefined && held.scope === scope

/** One answer's items entered. */
export function enter(ledger: Ledger, pages: readonly ScopePage[]): void {
  for (const { scope, items } of pages) {
    for (const item of items) {
      if (item.t === 'record' && isNews(ledger.get(item.id), item.rev)) ledger.set(item.id, { scope, rev: item.rev })
      if (item.t === 'gone' && leaves(ledger.get(item.id), scope)) ledger.delete(item.id)
    }
  }
}

/** The scopes whose count or hash is not the server's. A scope without a check has to be empty. */
export async function wrongScopes(
  ledger: Ledger,
  pages: readonly ScopePage[],
  sha256: (text: string) => Promise<string>,
): Promise<string[]> {
  const lines = linesByScope(ledger)
  const wrong = await Promise.all(
    pages.map(async ({ scope, check }) => {
      const own = (lines.get(scope) ?? []).sort()
      lines.delete(scope)
      if (check === undefined) return own.length > 0 ? [scope] : []
      const agrees = check.count === own.length && check.hash === (await sha256(own.join('')))
      return agrees ? [] : [scope]
    }),
  )
  return [...wrong.flat(), ...lines.keys()]
}

function linesByScope(ledger: Ledger): Map<string, string[]> {
  const lines = new Map<string, string[]>()
  for (const [id, { scope, rev }] of ledger) {
    const line = `${id}:${rev}\n`
    const known = lines.get(scope ?? '')
    if (known) known.push(line)
    else lines.set(scope ?? '', [line])
  }
  return lines
}
