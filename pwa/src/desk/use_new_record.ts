// Filling in a new record and having the server decide on it at once.
import { nextTick, ref } from 'vue'
import { captureErrors } from '@sync/validation.ts'
import { ApiError } from '@/api/error'
import type { Kind } from '@/contract'
import { defaults, focusField, useForm } from '@/forms'
import type { DeskState } from './desk_state'
import type { RecordDetail } from './shapes'
import { NotSent, type TakingFiles } from './taking_files'

export function useNewRecord(desk: DeskState, kind: Kind, files: TakingFiles, made: (record: RecordDetail) => void) {
  const now = new Date(desk.now.value).toISOString()
  const form = useForm(kind, { values: defaults(kind, now), reference: () => desk.reference.value })
  const busy = ref(false)
  const failure = ref('')

  async function register(): Promise<void> {
    if (busy.value) return
    const values = form.filled()
    const faults = captureErrors(kind, values)
    form.show(faults)
    if (faults.length > 0) return goTo(faults[0]!.field)
    busy.value = true
    failure.value = ''
    try {
      await files.send(kind, values)
      const answer = await desk.session.api.post<{ record: RecordDetail }>('/api/records', { kind: kind.code, values })
      made(answer.record)
    } catch (problem) {
      refused(problem)
    } finally {
      busy.value = false
    }
  }

  function refused(problem: unknown): void {
    if (problem instanceof NotSent) {
      failure.value = desk.failed(problem.cause)
      form.showTold(problem.field, problem.cause.text)
      return void goTo(problem.field)
    }
    failure.value = desk.failed(problem)
    if (!(problem instanceof ApiError) || problem.field === undefined) return
    form.showTold(problem.field, problem.text)
    void goTo(problem.field)
  }

  async function goTo(field: string): Promise<void> {
    await nextTick()
    focusField(field)
  }

  return { form, busy, failure, register }
}
