// What every page of the desk shares: who is at work, the reference data, the time, and how a failure is told.
import { inject, onScopeDispose, ref, shallowRef, type InjectionKey, type Ref, type ShallowRef } from 'vue'
import { ApiError } from '@/api/error'
import { said } from '@/i18n'
import { ReferenceIndex } from '@/reference'
import { loadReference } from './reference'
import { endsSession, type DeskSession } from './session'

export interface DeskState {
  session: DeskSession
  reference: ShallowRef<ReferenceIndex>
  /** Milliseconds since 1970 by the server's clock, moving on every half minute. */
  now: Ref<number>
  /** What the server last said the time is; clocks on the page follow it. */
  heard: (serverTime: string) => void
  /** The sentence for a failure. A session that ended is noted, so that the shell asks to sign in. */
  failed: (failure: unknown) => string
  /** Once; again only after a failure. */
  loadReference: () => Promise<void>
}

const TICK_MS = 30_000

export function makeDeskState(session: DeskSession): DeskState {
  const reference = shallowRef(new ReferenceIndex())
  return {
    session,
    reference,
    ...serverClock(),
    failed: (failure) => {
      if (!(failure instanceof ApiError)) throw failure
      if (endsSession(failure)) session.ended()
      return said(failure.text)
    },
    loadReference: once(async () => {
      reference.value = await loadReference(session.api)
    }),
  }
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null
  return () => {
    running ??= work().catch((failure: unknown) => {
      running = null
      throw failure
    })
    return running
  }
}

function serverClock(): Pick<DeskState, 'now' | 'heard'> {
  let offset = 0
  const now = ref(Date.now())
  const tick = setInterval(() => (now.value = Date.now() + offset), TICK_MS)
  onScopeDispose(() => clearInterval(tick))
  const heard = (serverTime: string) => {
    offset = Date.parse(serverTime) - Date.now()
    now.value = Date.now() + offset
  }
  return { now, heard }
}

export const DESK: InjectionKey<DeskState> = Symbol('desk')

export function useDesk(): DeskState {
  const desk = inject(DESK)
  if (desk === undefined) throw new Error('a page of the desk stands outside its shell')
  return desk
}
