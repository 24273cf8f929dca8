// A filtered list whose filters stand in the address: one use for every list of the desk.
import { computed, watch, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { DeskState } from './desk_state'
import { question, readFilters, writeFilters, type Filters } from './filters'
import { KeysetList } from './keyset'
import { useListKeys } from './list_keys'
import { moved } from './moving'
import type { Page } from './shapes'

const PAGE = 50

export interface Listing<T extends { id: string }, Name extends string> {
  list: KeysetList<T>
  filters: ComputedRef<Filters<Name>>
  chosen: ComputedRef<string | null>
  change: (changed: Partial<Filters<Name>>) => void
  choose: (id: string | null) => void
}

export function useListing<T extends { id: string }, Name extends string>(
  desk: DeskState,
  path: string,
  page: string,
  names: readonly Name[],
): Listing<T, Name> {
  const route = useRoute()
  const router = useRouter()
  // Who answers for every branch keeps the one in the address through all filters.
  const all = desk.session.may('branches.every') ? [...names, 'branch_id' as Name] : names
  const filters = computed(() => readFilters(all, route.query))
  const chosen = computed(() =>
    typeof route.params.id === 'string' && route.params.id !== '' ? route.params.id : null,
  )
  const list = new KeysetList<T>((cursor) => desk.session.api.get<Page<T>>(path, question(filters.value, cursor, PAGE)))

  watch(
    () => JSON.stringify(filters.value),
    () => route.name === page && void list.restart(),
    { immediate: true },
  )
  watch(
    () => list.state.failure,
    (failure) => failure && desk.failed(failure),
  )

  const go = (id: string | null, to: Filters<Name>) =>
    void router.replace({ name: page, params: id === null ? {} : { id }, query: writeFilters(to) })
  const choose = (id: string | null) => go(id, filters.value)

  useListKeys((key) => {
    if (key === 'search') return focusSearch()
    if (key !== 'next' && key !== 'previous') return false
    const ids = list.state.items.map((item) => item.id)
    choose(moved(ids, chosen.value, key))
    return ids.length > 0
  })

  return { list, filters, chosen, choose, change: (changed) => go(chosen.value, { ...filters.value, ...changed }) }
}

function focusSearch(): boolean {
  const box = document.querySelector<HTMLElement>('[role=search] input')
  box?.focus()
  return box !== null
}
