// What every capture form does, the generic one and those of single kinds: fill in, park, register, go on to what is started next.
import { computed, nextTick, ref } from 'vue'
import { useRouter, type RouteLocationRaw } from 'vue-router'
import { holds } from '@sync/rules.ts'
import { captureErrors } from '@sync/validation.ts'
import { toast } from '@/components'
import { kindOf, type Kind, type Start } from '@/contract'
import type { Problem } from '@/device/tablet'
import { focusField, useForm } from '@/forms'
import { t } from '@/i18n'
import { provideFormWorld } from '../form_world'
import { useTablet } from '../tablet_view'
import { tellOpened } from '../tell_opened'
import { noteUse } from '../today/kind_use'
import { placeOf } from '../visit/visits'
import { originOf, startQuery, type CaptureBeginning } from './begin_capture'
import { useDraft } from './use_draft'

const SAID_AFTER = 150

/** `showAll` is asked for when a fault lies in a field that is not in sight. */
export function useCapture(kind: Kind, beginning: CaptureBeginning, showAll: () => void = () => undefined) {
  const { tablet, state } = useTablet()
  const router = useRouter()
  const begunAt = router.currentRoute.value.path
  const world = provideFormWorld(tablet, kind.code)
  const form = useForm(kind, { values: beginning.values, reference: () => tablet.reference() })
  for (const [code, value] of Object.entries(beginning.chosen)) form.set(code, value)
  const draft = useDraft(tablet, form, beginning.draftId, beginning.origin ? { from: beginning.origin.row.id } : null)
  const role = computed(() => state.value.person?.active_role ?? '')
  const busy = ref(false)
  let isSaving = false
  const problem = ref<Problem | null>(null)
  const starts = computed(() => kind.starts.filter(isOffered))

  /** What a new record of these values could go on to, by this person. */
  function isOffered(start: Start): boolean {
    const status = kind.life_cycle.created
    const offered = start.when === null || holds(start.when, { ...form.values, status })
    return offered && !start.auto && (kindOf(start.kind)?.capture_roles.includes(role.value) ?? false)
  }

  /** `to`: where the new record is gone on with; without it the person comes back to where they began. */
  async function register(next: Start | null, to: ((recordId: string) => RouteLocationRaw) | null = null) {
    if (isSaving) return
    problem.value = null
    const values = form.filled()
    const faults = captureErrors(kind, values)
    form.show(faults)
    if (faults.length > 0) return toFirst(faults[0]!.field)
    const saved = await save(values)
    if (saved.ok) return done(saved.value.recordId, next, to, saved.value.opened)
    if ('faults' in saved) form.show(saved.faults)
    else problem.value = saved.problem
  }

  /** A capture is on disk before anybody could read that it is on its way there; only one that takes long is said to. */
  async function save(values: Record<string, unknown>) {
    const origin = beginning.origin
      ? originOf(beginning.start, beginning.origin, role.value, state.value.person?.id ?? '')
      : undefined
    isSaving = true
    const slow = setTimeout(() => (busy.value = true), SAID_AFTER)
    try {
      return await draft.handIn(() => tablet.capture(kind.code, values, { draftId: draft.id, origin }))
    } finally {
      clearTimeout(slow)
      busy.value = isSaving = false
    }
  }

  async function toFirst(field: string) {
    await nextTick()
    if (focusField(field)) return
    showAll()
    await nextTick()
    focusField(field)
  }

  async function done(
    recordId: string,
    next: Start | null,
    to: ((recordId: string) => RouteLocationRaw) | null,
    opened: readonly string[] | undefined,
  ) {
    noteUse(state.value.person?.id ?? '', kind.code, Date.now())
    const shown = tablet.day()?.records.find((each) => each.row.id === recordId)
    // Whoever has walked on while it was saved is not fetched back.
    if (router.currentRoute.value.path === begunAt) await router.replace(placeAfter(recordId, next, to))
    // What is said over the page waits for the page.
    toast(t('registered', { no: shown?.no ?? '' }))
    await tellOpened(tablet, opened)
  }

  function placeAfter(
    recordId: string,
    next: Start | null,
    to: ((recordId: string) => RouteLocationRaw) | null,
  ): RouteLocationRaw {
    if (next) return { name: 'capture-form', params: { kind: next.kind }, query: startQuery(kind, next, recordId) }
    if (to) return to(recordId)
    return beginning.origin ? placeOf(beginning.origin) : { name: 'today' }
  }

  async function park() {
    if (!(await draft.keep())) return
    if (form.dirty.value) toast(t('parked'))
    await router.replace({ name: 'today' })
  }

  return { world, form, draft, starts, busy, problem, register, park }
}
