// What a field needs from around it: reference sets, the values used last, records to link, and the time.
import { inject, type InjectionKey } from 'vue'
import type { ReferenceIndex } from '@/reference'

export interface Pick {
  value: string
  label: string
  note?: string
  /** Heading it stands under while nobody searches. */
  group?: string
}

export interface RecordPicks {
  search(query: string, limit: number): Promise<Pick[]>
  /** Null for a record that is not here. */
  named(id: string): Promise<Pick | null>
}

export interface FormWorld {
  reference(): ReferenceIndex
  /** Values last used for a field, newest first; empty where nothing is remembered. */
  lastUsed(field: string): readonly unknown[]
  /** Null where records cannot be looked up: such a field then shows only what it already holds. */
  records: RecordPicks | null
  /** Milliseconds since 1970. */
  now(): number
}

export const FORM_WORLD: InjectionKey<FormWorld> = Symbol('form world')

export function useFormWorld(): FormWorld {
  const world = inject(FORM_WORLD)
  if (!world) throw new Error('a form stands outside of any form world')
  return world
}
