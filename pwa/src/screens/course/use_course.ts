// What is tapped in the middle of things stands on the record at once, tap by tap; a tap never waits for the one before.
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { equal } from '@sync/merge.ts'
import type { Kind } from '@/contract'
import type { Problem, Shown } from '@/device/tablet'
import { useTablet } from '../tablet_view'
import { faultProblem } from '../use_steps'
import { judged, linesOf, scenarioOf, secondsBetween, withStamp, type Done, type Stamp } from './course'

export interface Call {
  called: string
  at: string
}
export interface Veto {
  veto: string
}

export function useCourse(kind: () => Kind, shown: () => Shown) {
  const { tablet, turn } = useTablet()
  const tapped = shallowRef<Record<string, unknown>>({})
  const problem = ref<Problem | null>(null)
  const now = ref(Date.now())
  const ticking = setInterval(() => (now.value = Date.now()), 1000)
  onScopeDispose(() => clearInterval(ticking))

  const values = computed<Record<string, unknown>>(() => ({ ...shown().row.values, ...tapped.value }))
  const list = <T>(code: string) => (values.value[code] as readonly T[] | null | undefined) ?? []
  const timeline = computed(() => list<Stamp>('timeline'))
  const vetoes = computed(() => list<Veto>('vetoes'))
  const calls = computed(() => list<Call>('calls'))
  const startedAt = computed(() => (values.value.started_at as string | undefined) ?? null)
  const scenario = computed(() => (turn.value, scenarioOf(tablet.reference(), values.value.scenario)))
  const lines = computed(() => (scenario.value ? linesOf(scenario.value, timeline.value, startedAt.value) : []))
  const seconds = computed(() => {
    const until = (values.value.ended_at as string | undefined) ?? now.value
    return startedAt.value ? secondsBetween(startedAt.value, until) : 0
  })
  const result = computed(() =>
    scenario.value ? judged(tablet.reference(), scenario.value, timeline.value, vetoes.value.length) : null,
  )

  let queue: Promise<void> = Promise.resolve()
  function note(change: Record<string, unknown>) {
    tapped.value = { ...tapped.value, ...change }
    queue = queue.then(save)
  }
  async function save() {
    const open = Object.entries(tapped.value).filter(([code, value]) => !equal(value, shown().row.values[code]))
    if (open.length === 0) return
    const saved = await tablet.command(shown().row.id, 'note', Object.fromEntries(open))
    if (saved.ok) problem.value = null
    else problem.value = 'problem' in saved ? saved.problem : faultProblem(kind(), saved.faults)
  }
  watch(shown, ({ row }) => {
    const open = Object.entries(tapped.value).filter(([code, value]) => !equal(value, row.values[code]))
    tapped.value = Object.fromEntries(open)
  })

  function stamp(step: string, done: Done | null) {
    const before = timeline.value.find((each) => each.step === step)
    const at = before?.at ?? new Date().toISOString()
    note({ timeline: withStamp(timeline.value, step, done && { ...before, at, done }) })
  }
  function call(called: string) {
    note({ calls: [...calls.value, { called, at: new Date().toISOString() }] })
  }
  function veto(code: string) {
    const there = vetoes.value.some((each) => each.veto === code)
    const others = vetoes.value.filter((each) => each.veto !== code)
    note({ vetoes: there ? others : [...others, { veto: code }] })
  }
  /** Resolves when every tap is on the record. */
  const settled = () => queue
  return {
    values,
    scenario,
    lines,
    calls,
    vetoes,
    timeline,
    seconds,
    result,
    problem,
    note,
    stamp,
    call,
    veto,
    settled,
  }
}
