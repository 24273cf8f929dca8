// A draft never outlives the record that was made of it, and never goes missing when none was made.
import { effectScope, nextTick } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { kindOf } from '../../../pwa/src/contract.ts'
import type { Tablet } from '../../../pwa/src/device/tablet.ts'
import { useForm } from '../../../pwa/src/forms/form_state.ts'
import { useDraft } from '../../../pwa/src/screens/capture/use_draft.ts'
import { referenceIndex } from '../../fakes/reference.ts'

const kind = kindOf('consultation')!
const index = referenceIndex()
const LONG = 10_000

/** What happened on the disk, in its order; `capture` ends when it is told how it went. */
function desk() {
  const disk: string[] = []
  const tablet = {
    holdUpdates: () => undefined,
    saveDraft: async ({ values }: { values: Record<string, unknown> }) => {
      disk.push(`draft ${String(values.question)}`)
      return { ok: true }
    },
  } as unknown as Tablet
  const scope = effectScope()
  const form = useForm(kind, { values: {}, reference: () => index })
  const draft = scope.run(() => useDraft(tablet, form, 'd1', null))!
  const waiting: ((ok: boolean) => void)[] = []
  const capture = () =>
    new Promise<{ ok: boolean }>((resolve) => {
      disk.push('capture')
      waiting.push((ok) => resolve({ ok }))
    })
  const write = async (question: string) => {
    form.set('question', question)
    await nextTick()
  }
  return { disk, scope, draft, write, capture, ends: (ok: boolean) => waiting[0]!(ok) }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a form that is handed in', () => {
  it('keeps no draft beside its record, not even when its page is left meanwhile', async () => {
    const { disk, scope, draft, write, capture, ends } = desk()
    await write('想开户')
    const handed = draft.handIn(capture)
    await vi.advanceTimersByTimeAsync(LONG)
    scope.stop()
    ends(true)
    await handed
    await vi.advanceTimersByTimeAsync(LONG)
    expect(disk).toEqual(['capture'])
  })

  it('waits for the draft that is being written', async () => {
    const { disk, draft, write, capture, ends } = desk()
    await write('想开户')
    void draft.keep()
    const handed = draft.handIn(capture)
    await vi.advanceTimersByTimeAsync(0)
    ends(true)
    await handed
    expect(disk).toEqual(['draft 想开户', 'capture'])
  })

  it('is kept as a draft when it was not taken, also after its page was left', async () => {
    const { disk, scope, draft, write, capture, ends } = desk()
    await write('想开户')
    const handed = draft.handIn(capture)
    await vi.advanceTimersByTimeAsync(0)
    scope.stop()
    ends(false)
    await handed
    expect(disk).toEqual(['capture', 'draft 想开户'])
  })
})
