// One set being edited: what the server has, what is changed here and not saved yet, and what was refused.
import { computed, ref, shallowRef } from 'vue'
import { ApiError } from '@/api/error'
import type { ApiClient } from '@/api/client'
import { blank, faultsOf, type Entry, type Faults, type SetDetail } from './reference_draft'

export function editingOf(api: ApiClient, name: string) {
  const base = `/api/reference/editor/${name}`
  const set = shallowRef<SetDetail | null>(null)
  const working = ref<Entry[] | null>(null)
  const faults = shallowRef<Faults>({})

  function show(read: SetDetail): void {
    set.value = read
    working.value = null
    faults.value = {}
  }
  const entries = computed<readonly Entry[]>(
    () => working.value ?? set.value?.draft?.entries ?? set.value?.entries ?? [],
  )
  const begin = () => (working.value = structuredClone(entries.value.map((entry) => ({ ...entry }))))

  return {
    set,
    entries,
    faults,
    editing: computed(() => working.value !== null),
    begin,
    leave: () => {
      working.value = null
      faults.value = {}
    },
    put(index: number, entry: Entry): void {
      working.value?.splice(index, 1, entry)
    },
    remove(index: number): void {
      working.value?.splice(index, 1)
      faults.value = {}
    },
    /** The place of a new entry, which stands last. */
    add(): number {
      const fresh = { ...blank(set.value?.form ?? []), source: '', status: 'in_force' }
      return (working.value?.push({ ...fresh, code: '', zh: '', en: '' } as Entry) ?? 1) - 1
    },
    read: async () => show(await api.get<SetDetail>(base)),
    async save(note: string): Promise<void> {
      const content = { rev: set.value?.draft?.rev ?? 0, entries: working.value ?? [], note }
      try {
        show(await api.post<SetDetail>(`${base}/draft`, content))
      } catch (failure) {
        const fields = failure instanceof ApiError ? failure.details.fields : undefined
        if (typeof fields === 'object' && fields !== null) faults.value = faultsOf(fields as Record<string, unknown>)
        throw failure
      }
    },
    withdraw: async () => show(await api.post<SetDetail>(`${base}/withdrawal`, { rev: set.value?.draft?.rev ?? 0 })),
    publish: async (day: string) =>
      show(await api.post<SetDetail>(`${base}/publication`, { rev: set.value?.draft?.rev ?? 0, effective_from: day })),
  }
}
