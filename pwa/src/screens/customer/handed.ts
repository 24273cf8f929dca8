// The tablet in a customer's hands: what they are handed, and that it is theirs until a PIN takes it back. What stands here is
// all that the customer's screens know; they have neither the tablet nor its records.
import { ref, shallowRef } from 'vue'
import type { Fault } from '@sync/fields.ts'
import type { Field, Kind, Told, Values } from '@/contract'
import { isHandedOver, noteHandedOver } from '@/device/customer_mode'
import type { Outcome, Problem } from '@/device/tablet'
import type { FileUse } from '@/fields'
import { language, type Language } from '@/i18n'
import type { ReferenceIndex } from '@/reference'

export type Given = { ok: true } | { ok: false; faults: Fault[] } | { ok: false; problem: Problem }

export interface Handed {
  kind: Kind
  title: Told
  notice: Told
  fields: readonly Field[]
  required: readonly string[]
  /** What staff had written into these very fields; nothing else of the record. */
  begin: Values
  reference: () => ReferenceIndex
  idleSeconds: number
  attach(bytes: Blob, use: FileUse): Promise<Outcome<string>>
  attachment(name: string): Promise<Blob | null>
  /** What is still wrong with the whole, of these fields and others. */
  check(answers: Values): Fault[]
  /** `began`: when the customer turned to the first question (ISO). */
  give(answers: Values, began: string): Promise<Given>
  /** Where staff go on when the tablet is theirs again. */
  home(): void
}

export const isCustomers = ref(isHandedOver())
export const handed = shallowRef<Handed | null>(null)
let staffLanguage: Language | null = null

export function handOver(form: Handed): void {
  noteHandedOver(true)
  staffLanguage = language.value
  handed.value = form
  isCustomers.value = true
}

/** Nothing that was answered and not given stays. */
export function wipe(): void {
  handed.value = null
}

export function takeBack(): void {
  const form = handed.value
  wipe()
  noteHandedOver(false)
  if (staffLanguage !== null) language.value = staffLanguage
  staffLanguage = null
  form?.home()
  isCustomers.value = false
}
