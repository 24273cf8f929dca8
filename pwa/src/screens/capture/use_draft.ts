// Keeps an unfinished form on the tablet while it is written, at the latest a second after the last change.
import { onBeforeUnmount, ref, watch, type Ref } from 'vue'
import type { Tablet } from '@/device/tablet'
import type { FormState } from '@/forms'
import type { DraftAbout } from './draft_place'

const AFTER = 600

export interface Draft {
  id: string
  /** When it was last kept (ISO); null while nothing was. */
  keptAt: Ref<string | null>
  /** Keeps what is there now; resolves to false when it could not be kept. */
  keep(): Promise<boolean>
  /** From now on there is nothing to keep: it was captured, or let go. */
  finish(): void
}

export function useDraft(tablet: Tablet, form: FormState, id: string, about: DraftAbout): Draft {
  const keptAt = ref<string | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let finished = false

  async function keep(): Promise<boolean> {
    clearTimeout(timer)
    timer = undefined
    if (finished || !form.dirty.value) return true
    const outcome = await tablet.saveDraft({ id, kind: form.kind.code, values: { ...form.values }, about })
    if (outcome.ok) keptAt.value = new Date().toISOString()
    return outcome.ok
  }

  watch(
    () => ({ ...form.values }),
    () => {
      tablet.holdUpdates(true)
      clearTimeout(timer)
      timer = setTimeout(() => void keep(), AFTER)
    },
  )
  onBeforeUnmount(() => {
    if (timer !== undefined) void keep()
    tablet.holdUpdates(false)
  })
  return {
    id,
    keptAt,
    keep,
    finish: () => {
      finished = true
      clearTimeout(timer)
      timer = undefined
    },
  }
}
