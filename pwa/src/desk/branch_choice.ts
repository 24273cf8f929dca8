// Which branch a page shows: for who answers for all of them the one in the address, for everybody else their own.
import { computed, onMounted, ref, type ComputedRef, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { DeskState } from './desk_state'

export interface Branch {
  id: string
  no: string
  name: string
}

export interface BranchChoice {
  /** Whether there is anything to choose. */
  offered: ComputedRef<boolean>
  branches: Ref<readonly Branch[]>
  /** The id of the branch that is shown. */
  chosen: ComputedRef<string>
  /** What a question to the server names: nothing for one's own branch. */
  asked: ComputedRef<string | undefined>
  choose: (id: string) => void
}

export function useBranchChoice({ session }: DeskState): BranchChoice {
  const route = useRoute()
  const router = useRouter()
  const branches = ref<readonly Branch[]>([])
  const own = computed(() => session.state.person?.branch_id ?? '')
  const offered = computed(() => session.may('branches.every'))
  const named = computed(() =>
    offered.value && typeof route.query.branch_id === 'string' ? route.query.branch_id : '',
  )
  const chosen = computed(() => named.value || own.value)

  onMounted(async () => {
    if (!offered.value) return
    const answer = await session.api.get<{ branches: Branch[] }>('/api/branches').catch(() => null)
    branches.value = answer?.branches ?? []
  })

  return {
    offered,
    branches,
    chosen,
    asked: computed(() => (chosen.value === own.value ? undefined : chosen.value)),
    choose: (id) => {
      const query = { ...route.query, branch_id: id === own.value ? undefined : id }
      void router.replace({ query })
    },
  }
}
