// Keeps an unfinished form on the tablet while it is written, at the latest a second after the last change.
import { onScopeDispose, ref, watch, type Ref } from 'vue'
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
  /**
   * Hands in what the form holds. Nothing is kept beside it meanwhile, for a draft written then would outlive its
   * record; afterwards there is nothing to keep, unless it was not taken.
   */
  handIn<Result extends { ok: boolean }>(work: () => Promise<Result>): Promise<Result>
}

export function useDraft(tablet: Tablet, form: FormState, id: string, about: DraftAbout): Draft {
  const keptAt = ref<string | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let writing: Promise<unknown> = Promise.resolve()
  let handedIn = false

  async function keep(): Promise<boolean> {
    clearTimeout(timer)
    timer = undefined
    if (handedIn || !form.dirty.value) return true
    const written = tablet.saveDraft({ id, kind: form.kind.code, values: { ...form.values }, about })
    writing = written
    const outcome = await written
    if (outcome.ok) keptAt.value = new Date().toISOString()
    return outcome.ok
  }

  async function handIn<Result extends { ok: boolean }>(work: () => Promise<Result>): Promise<Result> {
    handedIn = true
    await writing
    const result = await work()
    handedIn = result.ok
    await keep()
    return result
  }

  watch(
    () => ({ ...form.values }),
    () => {
      tablet.holdUpdates(true)
      clearTimeout(timer)
      timer = setTimeout(() => void keep(), AFTER)
    },
  )
  onScopeDispose(() => {
    if (timer !== undefined) void keep()
    tablet.holdUpdates(false)
  })
  return { id, keptAt, keep, handIn }
}
