// One record as a page shows it: read again when another is chosen, and after a step was taken.
import { shallowReactive, watch } from 'vue'
import type { DeskState } from './desk_state'
import type { RecordDetail } from './shapes'

export interface RecordView {
  state: { record: RecordDetail | null; loading: boolean; failure: string }
  reload: () => Promise<void>
  /** The server's own answer after a step: no need to ask again. */
  show: (record: RecordDetail) => void
}

export function useRecord(
  desk: DeskState,
  id: () => string | null,
  branch: () => string | undefined = () => undefined,
): RecordView {
  const state = shallowReactive<RecordView['state']>({ record: null, loading: false, failure: '' })

  async function reload(): Promise<void> {
    const wanted = id()
    if (wanted === null) return
    state.loading = true
    try {
      const record = await desk.session.api.get<RecordDetail>(`/api/records/${encodeURIComponent(wanted)}`, {
        branch_id: branch(),
      })
      if (id() === wanted) Object.assign(state, { record, failure: '' })
    } catch (problem) {
      if (id() === wanted) state.failure = desk.failed(problem)
    } finally {
      if (id() === wanted) state.loading = false
    }
  }

  watch(
    id,
    () => {
      Object.assign(state, { record: null, failure: '' })
      void reload()
    },
    { immediate: true },
  )
  return { state, reload, show: (record) => (state.record = record) }
}
