// What the person at the desk is told: by a live line, and now and then while they look. It begins anew with another person or role.
import { inject, onScopeDispose, shallowRef, watch, type InjectionKey, type ShallowRef } from 'vue'
import { liveLine } from '@/bell/live_line'
import type { Habits, HabitsChange, NoticePage, Which } from '@/told/notice'
import type { Source } from '@/told/source'
import { Told } from '@/told/told'
import type { DeskState } from './desk_state'
import { poll } from './polling'

const SECONDS = 60

export interface Telling {
  told: Told
  /** Of several pages of one browser one alone makes a sound. */
  isHeard: () => boolean
}

export const TELLING: InjectionKey<ShallowRef<Telling | null>> = Symbol('telling')

export function useTold(): ShallowRef<Telling | null> {
  return inject(TELLING, () => shallowRef(null), true)
}

/** Null while nobody is there who could be told anything. */
export function makeTelling(desk: DeskState): ShallowRef<Telling | null> {
  const telling = shallowRef<Telling | null>(null)
  let end = () => {}
  const stop = watch(
    () => whoIsTold(desk),
    (who) => {
      end()
      ;[telling.value, end] = who === null ? [null, () => {}] : begin(desk)
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    stop()
    end()
  })
  return telling
}

function whoIsTold({ session }: DeskState): string | null {
  const { person } = session.state
  const isTold = person !== null && !person.password_initial && session.may('records.read')
  return isTold ? `${person.id} ${person.active_role}` : null
}

function begin(desk: DeskState): [Telling, () => void] {
  const told = new Told(sourceOf(desk))
  // What could not be read now is read next time; only that the session has ended matters.
  const refresh = () => void told.refresh().catch((failure: unknown) => void desk.failed(failure))
  const line = liveLine(refresh)
  const stopPolling = poll(refresh, SECONDS)
  refresh()
  return [
    { told, isHeard: line.leads },
    () => {
      stopPolling()
      line.end()
    },
  ]
}

function sourceOf({ session: { api } }: DeskState): Source {
  return {
    page: (cursor) => api.get<NoticePage>('/api/notices', { cursor }),
    mark: async (which: Which) => (await api.post<{ unread: number }>('/api/notices/read', which)).unread,
    habits: () => api.get<Habits>('/api/notices/habits'),
    choose: (change: HabitsChange) => api.patch<Habits>('/api/notices/habits', change),
  }
}
