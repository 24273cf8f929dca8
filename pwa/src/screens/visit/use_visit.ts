// One visit as its page shows it: what hangs on it, what may come next, and the steps it can take.
import { computed, ref } from 'vue'
import { commandNamed } from '@sync/lifecycle.ts'
import { fieldOf, kindOf, stateOf, type Command, type Kind } from '@/contract'
import type { Detail } from '@/device/tablet'
import { aboutOf } from '../capture/draft_place'
import { useDay, useReading, useTablet } from '../tablet_view'
import { useSteps } from '../use_steps'
import { inOrder } from './next_kinds'
import { ofVisit, visitKinds } from './visits'

export function useVisit(kind: () => Kind, shown: () => Detail) {
  const { tablet, state } = useTablet()
  const day = useDay()
  const drafts = useReading(() => tablet.drafts(), [])
  const steps = useSteps(kind, shown)
  const row = computed(() => shown().row)
  const isOver = computed(() => stateOf(kind(), row.value.status)?.final ?? false)
  const hanging = computed(() => ofVisit(day.value?.records ?? [], row.value.id))
  const offered = computed(() => inOrder(kind(), row.value.values, visitKinds(state.value.person?.active_role ?? '')))
  const parked = computed(() =>
    drafts.value.value.filter((draft) => {
      const about = aboutOf(draft)
      return about !== null && 'from' in about && about.from === row.value.id && kindOf(draft.kind) !== null
    }),
  )
  const commands = computed(() =>
    steps.open.value
      .map((code) => commandNamed(kind().life_cycle, code)!)
      .filter((command) => command.to !== row.value.status),
  )
  /** What ends the visit asks for one choice: why. */
  const ending = computed(() => commands.value.find((command) => isEnd(kind(), command)) ?? null)
  const reasons = computed(() => fieldOf(kind(), ending.value?.required[0] ?? '')?.options ?? [])
  const others = computed(() =>
    commands.value.filter((command) => command !== ending.value && !isVoid(kind(), command)),
  )
  const asked = ref<Command | null>(null)

  async function end(reason: string): Promise<boolean> {
    const command = ending.value
    return command !== null && steps.take(command.code, { [command.required[0]!]: reason })
  }
  return { isOver, hanging, offered, parked, ending, reasons, others, asked, end, steps }
}

const isEnd = (kind: Kind, command: Command) =>
  stateOf(kind, command.to ?? '')?.final === true && !isVoid(kind, command)
const isVoid = (kind: Kind, command: Command) => stateOf(kind, command.to ?? '')?.tone === 'void'
