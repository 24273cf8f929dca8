// What forms at the desk are made in: the server's records to choose from. Nothing is remembered of the person; pictures
// are taken by the form itself (taking_files.ts).
import { ApiError } from '@/api/error'
import type { FormWorld, Pick } from '@/fields'
import type { DeskState } from './desk_state'
import { readFile } from './files'
import { titleOf } from './reading'
import type { Page, RecordItem } from './shapes'

export function deskFormWorld(desk: DeskState): FormWorld {
  const named = (item: RecordItem): Pick => {
    const pick = { value: item.id, label: titleOf(item, desk.reference.value) }
    return item.no === null ? pick : { ...pick, note: item.no }
  }

  async function read<T>(path: string, query: Record<string, string | number | undefined>): Promise<T | null> {
    try {
      return await desk.session.api.get<T>(path, query)
    } catch (failure) {
      if (!(failure instanceof ApiError)) throw failure
      return null
    }
  }

  async function found(limit: number, kind: string | null, q?: string): Promise<Pick[]> {
    const page = await read<Page<RecordItem>>('/api/records', { limit, kind: kind ?? undefined, q })
    return (page?.items ?? []).map(named)
  }

  return {
    reference: () => desk.reference.value,
    lastUsed: () => [],
    now: () => desk.now.value,
    self: () => desk.session.state.person?.id ?? null,
    attachment: readFile,
    records: {
      search: (query, limit, kind) => found(limit, kind, query),
      recent: (limit, kind) => found(limit, kind),
      named: async (id) => {
        const item = await read<RecordItem>(`/api/records/${encodeURIComponent(id)}`, {})
        return item && named(item)
      },
    },
  }
}
