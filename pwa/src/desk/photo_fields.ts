// The photo fields of a record that a correction may fill: those of its form, not those that a later step asks for.
import type { Field, Kind, Values } from '@/contract'
import type { FormWorld } from '@/fields'
import { captureFields } from '@/forms'
import { ReferenceIndex } from '@/reference'

const ANY: FormWorld = {
  reference: () => new ReferenceIndex(),
  lastUsed: () => [],
  records: null,
  now: () => 0,
  attach: () => Promise.reject(new Error('nothing is attached while fields are asked for')),
}

export function photoFields(kind: Kind, values: Values): Field[] {
  return captureFields(kind, ANY, values, true).filter((field) => field.type === 'photos')
}
