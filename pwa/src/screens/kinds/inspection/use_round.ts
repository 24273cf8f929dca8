// Going through a round: what is written on the way is a draft on this tablet, and the whole is submitted in one step.
import { computed, nextTick, ref } from 'vue'
import { useRouter } from 'vue-router'
import { commandNamed } from '@sync/lifecycle.ts'
import { commandErrors } from '@sync/validation.ts'
import { toast } from '@/components'
import type { Kind } from '@/contract'
import type { Detail, Problem } from '@/device/tablet'
import { focusField, useForm } from '@/forms'
import type { CaptureBeginning } from '../../capture/begin_capture'
import { useDraft } from '../../capture/use_draft'
import { provideFormWorld } from '../../form_world'
import { useTablet } from '../../tablet_view'
import { areasOf, entryOf, isJudged, isSpecial, openItems, submitted, withEntry, type Entry } from './round'
import { hazardsOf } from './use_hazards'
import { t } from './words'

export function useRound(kind: Kind, beginning: CaptureBeginning, round: Detail) {
  const { tablet } = useTablet()
  const router = useRouter()
  provideFormWorld(tablet, kind.code)
  const held = { started_at: new Date().toISOString(), ...round.row.values }
  const values = beginning.values.results ? { ...held, ...beginning.values } : held
  const form = useForm(kind, { values, reference: () => tablet.reference() })
  const draft = useDraft(tablet, form, beginning.draftId, { from: round.row.id })
  const type = String(round.row.values.kind)
  const areas = areasOf(tablet.reference(), type)
  const items = areas.flatMap((area) => area.items)
  const entries = computed(() => (form.values.results as readonly Entry[] | null | undefined) ?? [])
  const done = computed(() => items.filter((item) => isJudged(entryOf(entries.value, item.code))).length)
  const open = computed(() => (isSpecial(type) ? [] : openItems(areas, entries.value)))
  const failed = computed(() => entries.value.filter((entry) => entry.result === 'fail'))
  const gapReason = ref('')
  const busy = ref(false)
  const problem = ref<Problem | null>(null)

  function judge(item: string, change: Partial<Entry>) {
    form.set('results', withEntry(entries.value, item, change))
  }

  async function toNext() {
    const next = open.value[0]
    if (!next) return
    await nextTick()
    const line = document.getElementById(`item-${next.code}`)
    line?.scrollIntoView({ block: 'center' })
    line?.focus({ preventScroll: true })
  }

  /** What the step takes; what was already said when the round began stays as it is. */
  function args(): Record<string, unknown> {
    const command = commandNamed(kind.life_cycle, 'submit')!
    const filled = { ...form.filled(), finished_at: new Date().toISOString() }
    const results = submitted(areas, entries.value, gapReason.value.trim())
    return Object.fromEntries(Object.entries({ ...filled, results }).filter(([code]) => command.args.includes(code)))
  }

  async function submit() {
    if (busy.value) return
    const command = commandNamed(kind.life_cycle, 'submit')!
    const said = args()
    const faults = commandErrors(kind, command, round.row.status, round.row.values, said, null)
    form.show(faults)
    if (open.value.length > 0 && gapReason.value.trim().length < 2) return toNext()
    if (faults.length > 0) return void focusField(faults[0]!.field)
    busy.value = true
    const saved = await draft.handIn(() => tablet.command(round.row.id, 'submit', said))
    if (saved.ok) await finish(said.results as Entry[])
    else problem.value = 'problem' in saved ? saved.problem : null
    busy.value = false
  }

  async function finish(results: readonly Entry[]) {
    await tablet.dropDraft(draft.id)
    const opened = await hazardsOf(tablet).open(round.row, results, Date.now())
    toast(opened > 0 ? t('submitted_hazards', { n: opened }) : t('submitted'))
    await router.replace({ name: 'ledger', params: { id: round.row.id } })
  }

  async function pause() {
    if (await draft.keep()) await router.replace({ name: 'today' })
  }

  return {
    form,
    draft,
    areas,
    items,
    entries,
    done,
    open,
    failed,
    gapReason,
    busy,
    problem,
    judge,
    toNext,
    submit,
    pause,
  }
}
