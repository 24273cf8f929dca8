// What a field needs from around it: reference sets, the values used last, records to link, files to keep, and the time.
import { inject, type InjectionKey } from 'vue'
import type { Told } from '@/contract'
import type { EntryName } from '@/notices'
import type { ReferenceIndex } from '@/reference'

export interface Pick {
  value: string
  label: string
  note?: string
  /** Heading it stands under while nobody searches. */
  group?: string
}

export interface RecordPicks {
  /** Of one kind, or of every kind. */
  search(query: string, limit: number, kind: string | null): Promise<Pick[]>
  /** Newest first. */
  recent(limit: number, kind: string | null): Promise<Pick[]>
  /** Null for a record that is not here. */
  named(id: string): Promise<Pick | null>
}

export type FileUse = 'photo' | 'signature'
export type Attached = { ok: true; value: string } | { ok: false; problem: { message: Told } }

export interface FormWorld {
  reference(): ReferenceIndex
  /** Values last used for a field, newest first; empty where nothing is remembered. */
  lastUsed(field: string): readonly unknown[]
  /** Null where records cannot be looked up: such a field then shows only what it already holds. */
  records: RecordPicks | null
  /** Keeps a file and tells its name, `sha256:<hex>`. Absent where files cannot be kept: such fields are not offered. */
  attach?(bytes: Blob, use: FileUse): Promise<Attached>
  /** What it keeps; without it, whatever a field may hold. */
  attachable?: readonly FileUse[]
  /** Pictures are chosen from files: nothing here takes one. */
  withoutCamera?: boolean
  /** The bytes of a name; null where they are not at hand. */
  attachment?(name: string): Promise<Blob | null>
  /** Milliseconds since 1970. */
  now(): number
  /** What is in force about these entries, beyond what the reference data says. Absent where nobody can know. */
  notices?(entries: readonly EntryName[]): Promise<Pick[]>
  /** Who fills in the form: whoever is chosen most often. Absent where nobody is known. */
  self?(): string | null
}

export const FORM_WORLD: InjectionKey<FormWorld> = Symbol('form world')

export function useFormWorld(): FormWorld {
  const world = inject(FORM_WORLD)
  if (!world) throw new Error('a form stands outside of any form world')
  return world
}

/** Reads a kept file by its name, where values are shown and nothing is filled in. */
export type ReadFile = NonNullable<FormWorld['attachment']>
export const READ_FILE: InjectionKey<ReadFile> = Symbol('read file')

/** What is kept cannot be read everywhere: then every name has no bytes. */
export function useReadFile(): ReadFile {
  return inject(READ_FILE, null) ?? inject(FORM_WORLD, null)?.attachment ?? (() => Promise.resolve(null))
}
