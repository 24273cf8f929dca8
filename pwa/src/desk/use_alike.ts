// Standing records that share a key with what is being filled in, asked after a pause in typing.
import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { ApiError } from '@/api/error'
import type { FormState } from '@/forms'
import type { DeskState } from './desk_state'
import type { Page, RecordItem } from './shapes'

const PAUSE_MS = 700

export function useAlike(desk: DeskState, form: FormState): Readonly<Ref<readonly RecordItem[]>> {
  const alike = ref<readonly RecordItem[]>([])
  let pause: ReturnType<typeof setTimeout> | undefined
  let asked = 0

  async function look(): Promise<void> {
    const mine = (asked += 1)
    const question = { kind: form.kind.code, values: form.filled() }
    try {
      const { items } = await desk.session.api.post<Page<RecordItem>>('/api/records/duplicates', question)
      if (mine === asked) alike.value = items
    } catch (failure) {
      // An offer that cannot be made is no failure of the form; a double is still refused when it is registered.
      if (!(failure instanceof ApiError)) throw failure
    }
  }

  watch(
    () => JSON.stringify(form.values),
    () => {
      clearTimeout(pause)
      if (form.dirty.value) pause = setTimeout(() => void look(), PAUSE_MS)
    },
  )
  onScopeDispose(() => clearTimeout(pause))
  return alike
}
