// What is shown: the server's rows with the optimistic ones over them, newest first.
import { shownTable } from './head.ts'
import type { Head, Page, RecordRow, Store } from './ports.ts'

export async function shownRecord(store: Store, head: Head, id: string): Promise<RecordRow | undefined> {
  return (await store.get('local', id)) ?? (await store.get(shownTable(head), id))
}

/** A page of the list. Only optimistic rows are merged in memory; there are as many of them as operations pending. */
export async function shownPage(store: Store, head: Head, page: Page): Promise<RecordRow[]> {
  const [bases, locals] = await Promise.all([store.page(shownTable(head), page), store.all('local')])
  return overlaid(bases, locals, page)
}

export function overlaid(bases: readonly RecordRow[], locals: readonly RecordRow[], page: Page): RecordRow[] {
  const last = bases.length === page.limit ? bases.at(-1)! : null
  const fits = (row: RecordRow) =>
    (page.kind === undefined || row.kind === page.kind) &&
    (page.before === undefined || newestFirst(row, page.before) > 0) &&
    (last === null || newestFirst(row, last) <= 0)
  const rows = new Map([...bases, ...locals.filter(fits)].map((row) => [row.id, row]))
  return [...rows.values()].sort(newestFirst).slice(0, page.limit)
}

type Place = Pick<RecordRow, 'at' | 'id'>

export function newestFirst(a: Place, b: Place): number {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1
  if (a.id === b.id) return 0
  return a.id < b.id ? 1 : -1
}
