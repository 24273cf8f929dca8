// The state of one form: values, what the person touched, and what is wrong, by field. It knows no screen and no store.
import { computed, reactive, ref, type ComputedRef, type Ref } from 'vue'
import type { Fault } from '@sync/fields.ts'
import { normalise } from '@sync/fields.ts'
import { equal } from '@sync/merge.ts'
import { explain } from '@sync/validation.ts'
import { contract, fieldOf, type Kind, type Told, type Values } from '@/contract'
import { unmasked } from '@/fields'
import { said } from '@/i18n'
import type { ReferenceIndex } from '@/reference'
import { fieldAt } from './fault_paths'
import { prefilled } from './prefill'
import { prepareTelephones } from './telephones'

export interface FormState {
  kind: Kind
  values: Readonly<Record<string, unknown>>
  /** What fields hold that this tablet sees only masked: it is no value of the form, and stays unless somebody writes there. */
  masked: Readonly<Record<string, string>>
  /** Sentences of what is wrong, by field; a code that is no field of the form is kept too. */
  errors: ComputedRef<Readonly<Record<string, string>>>
  dirty: Ref<boolean>
  set(code: string, value: unknown): void
  show(faults: readonly Fault[]): void
  /** A refusal told by the server at one field. */
  showTold(field: string, told: Told): void
  /** The stored form of what differs from the beginning; null takes a value away. */
  changes(): Record<string, unknown>
  /** The stored form of everything that has a value. */
  filled(): Record<string, unknown>
}

export interface Beginning {
  values: Values
  reference: () => ReferenceIndex
}

export function useForm(kind: Kind, beginning: Beginning): FormState {
  prepareTelephones(kind)
  const { values: first, masked } = unmasked(kind, beginning.values)
  const values = reactive<Record<string, unknown>>({ ...first })
  const faults = ref<Record<string, Told>>({})
  const dirty = ref(false)
  const filledIn = reactive<Record<string, unknown>>({})

  function set(code: string, value: unknown) {
    values[code] = value
    dirty.value = true
    forget(code)
    for (const [to, text] of prefilled(kind, code, value, values, filledIn, beginning.reference())) {
      values[to] = filledIn[to] = text
      forget(to)
    }
  }

  function forget(code: string) {
    const kept = Object.entries(faults.value).filter(([path]) => fieldAt(path) !== code)
    faults.value = Object.fromEntries(kept)
  }

  return {
    kind,
    values,
    masked,
    dirty,
    errors: computed(() =>
      Object.fromEntries(Object.entries(faults.value).map(([field, told]) => [field, said(told)])),
    ),
    set,
    show: (found) => {
      faults.value = Object.fromEntries(found.map((fault) => [fault.field, explain(contract.messages, kind, fault)]))
    },
    showTold: (field, told) => {
      faults.value = { ...faults.value, [field]: told }
    },
    changes: () => differing(kind, first, values),
    filled: () => Object.fromEntries(Object.entries(differing(kind, {}, values)).filter(([, value]) => value !== null)),
  }
}

function stored(kind: Kind, code: string, value: unknown): unknown {
  const field = fieldOf(kind, code)
  return field === null ? (value ?? null) : (normalise(field, value) ?? null)
}

function differing(kind: Kind, before: Values, now: Values): Record<string, unknown> {
  const pairs = Object.keys(now).map((code) => [code, stored(kind, code, now[code])] as const)
  return Object.fromEntries(pairs.filter(([code, value]) => !equal(value, stored(kind, code, before[code]))))
}
