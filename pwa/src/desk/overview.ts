// What the overview counts, and the list or page each count opens.
import type { RouteLocationRaw } from 'vue-router'
import type { Branch } from './branch_choice'

export type Group = 'decide' | 'open' | 'today' | 'beside'

export interface Count {
  code: string
  /** What the list of records is asked for; null where another page shows it. */
  list: string | null
  group: Group
  zh: string
  en: string
  count: number
  late: number
}

export interface Overview {
  server_time: string
  branch: Branch
  counts: Count[]
}

export type Column = Omit<Count, 'count' | 'late'>

/** Every branch beside the others; a row holds for each column how many, and how many of them are late. */
export interface BranchesTable {
  columns: readonly Column[]
  rows: readonly { branch: Branch; counts: readonly (readonly [count: number, late: number])[] }[]
}

const PAGES: Readonly<Record<string, { name: string; query?: Record<string, string> }>> = {
  conflicts: { name: 'desk-conflicts' },
  confirmations: { name: 'desk-confirm' },
  tablets: { name: 'desk-tablets' },
  documents_failed: { name: 'desk-documents', query: { state: 'failed' } },
  documents_waiting: { name: 'desk-documents', query: { state: 'waiting' } },
}

/** `branch` is named where it is not one's own. */
export function placeOf(count: Column, branch: string | undefined): RouteLocationRaw {
  const page = count.list === null ? PAGES[count.code] : { name: 'desk-records', query: { watch: count.list } }
  const query = { ...page?.query, ...(branch === undefined ? {} : { branch_id: branch }) }
  return { name: page?.name ?? 'desk-overview', query }
}

export const GROUPS: readonly Group[] = ['decide', 'open', 'today', 'beside']

export const inGroup = (counts: readonly Count[], group: Group): Count[] =>
  counts.filter((count) => count.group === group)
