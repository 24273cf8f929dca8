// The steps of one record that a panel offers by itself: which are open to this person, and taking one.
import { computed, ref } from 'vue'
import { commandNamed, openCommands, standingOf } from '@sync/lifecycle.ts'
import { explain } from '@sync/validation.ts'
import { contract, type Kind } from '@/contract'
import type { Problem, Shown } from '@/device/tablet'
import { useTablet } from './tablet_view'

export function useSteps(kind: () => Kind, shown: () => Shown) {
  const { tablet, state } = useTablet()
  const busy = ref(false)
  const problem = ref<Problem | null>(null)
  const open = computed(() => {
    const { row } = shown()
    const standing = { ...standingOf(row, state.value.person?.id ?? ''), addressed: false }
    return openCommands(kind().life_cycle, row.status, state.value.person?.active_role ?? '', standing)
  })

  /** Open to this person, and possible now: some steps are decided while the person waits. */
  function may(verb: string): boolean {
    const command = commandNamed(kind().life_cycle, verb)!
    return open.value.includes(verb) && !command.bound && (state.value.online || command.offline)
  }

  /** Whether it was taken; what is in the way stands in `problem`. */
  async function take(verb: string, args: Record<string, unknown>, reason?: string): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    problem.value = null
    const saved = await tablet.command(shown().row.id, verb, args, reason)
    busy.value = false
    if (saved.ok) return true
    problem.value = 'problem' in saved ? saved.problem : faultProblem(kind(), saved.faults)
    return false
  }
  return { open, may, take, busy, problem }
}

/** The first thing wrong, as one sentence: a panel has no field to say it at. */
export function faultProblem(kind: Kind, faults: Parameters<typeof explain>[2][]): Problem {
  const first = faults[0]!
  return { code: first.code, field: first.field, message: explain(contract.messages, kind, first) }
}
