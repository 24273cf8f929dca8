// Values that met other values and wait for somebody to choose, as the desk reads and settles them.
import { shallowReactive } from 'vue'
import type { ConflictRow } from '@sync/client/ports.ts'
import { texts } from '@/i18n'
import type { DeskState } from './desk_state'
import type { RecordDetail } from './shapes'

const ZH = {
  conflicts: '冲突',
  empty: '没有待处理的冲突。',
  text: '两处改动不一致。逐项选择保留哪一个，其余的值仍留在经过里。',
  late: '这一步没有生效：想改为“{mine}”，但在此之前这条记录已是“{theirs}”。先办的为准。',
  base: '原来',
  mine: '未采用的改动',
  theirs: '现在的值',
  keep: '按所选保留',
  as_it_is: '按现状保留',
  choose_all: '还有 {n} 项没有选择。',
  kept: '已按所选保留',
  by: '{name} 的改动',
}

const EN: Record<keyof typeof ZH, string> = {
  conflicts: 'Conflicts',
  empty: 'Nothing waits to be chosen.',
  text: 'Two people wrote different values. Choose field by field; the others stay in the history.',
  late: 'This step took no effect: it wanted “{mine}”, but the record was “{theirs}” before. What came first stands.',
  base: 'Before',
  mine: 'The change not taken',
  theirs: 'As it is now',
  keep: 'Keep what is chosen',
  as_it_is: 'Leave it as it is',
  choose_all: '{n} still to choose.',
  kept: 'Kept as chosen',
  by: 'Changed by {name}',
}

export const c = texts(ZH, EN)

export interface OpenConflicts {
  state: { items: readonly ConflictRow[]; loading: boolean; failure: string }
  refresh: () => Promise<void>
}

export function openConflicts(desk: DeskState): OpenConflicts {
  const state = shallowReactive<OpenConflicts['state']>({ items: [], loading: true, failure: '' })

  async function refresh(): Promise<void> {
    state.loading = true
    try {
      const { items } = await desk.session.api.get<{ items: ConflictRow[] }>('/api/conflicts')
      Object.assign(state, { items, failure: '' })
    } catch (problem) {
      state.failure = desk.failed(problem)
    } finally {
      state.loading = false
    }
  }
  void refresh()
  return { state, refresh }
}

/** The record as it stands after the choice; throws what the server refuses. */
export async function settle(
  desk: DeskState,
  conflict: ConflictRow,
  rev: number,
  choose: Readonly<Record<string, string>>,
): Promise<RecordDetail> {
  const path = `/api/records/${encodeURIComponent(conflict.record_id)}/commands/resolve`
  const step = { args: { conflict_id: conflict.id, choose }, expected_rev: rev }
  return (await desk.session.api.post<{ record: RecordDetail }>(path, step)).record
}
