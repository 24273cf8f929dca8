// What the emergency card is made of: whom to call, what may happen, and the records it opens.
import { contract, fieldOf, stateOf, type Kind } from '@/contract'
import type { Shown } from '@/device/tablet'
import { defaults } from '@/forms'
import type { ReferenceIndex, ReferenceItem } from '@/reference'

export interface Contact extends ReferenceItem {
  readonly number: string | null
  readonly purpose: string
  readonly purpose_en: string
  readonly public: boolean
}

export interface Scenario extends ReferenceItem {
  readonly steps: readonly { code: string; zh: string; en: string; target_seconds?: number | null }[]
  readonly vetoes: readonly { code: string; zh: string; en: string }[]
}

export type Mode = 'real' | 'practice'
const SCENARIOS = 'drills'

export const scenarios = (index: ReferenceIndex): readonly Scenario[] => index.set(SCENARIOS) as readonly Scenario[]

export function contacts(index: ReferenceIndex): { publicly: Contact[]; own: Contact[] } {
  const all = index.set('emergency_contacts') as readonly Contact[]
  return { publicly: all.filter((each) => each.public), own: all.filter((each) => !each.public) }
}

export function emergencyKind(mode: Mode): Kind | null {
  return contract.kinds.find((kind) => kind.emergency === mode) ?? null
}

export const scenarioField = (kind: Kind) => kind.fields.find((field) => field.reference === SCENARIOS)!

/** With what the record of something that happens now begins; its clock runs from here. */
export function begun(kind: Kind, scenario: string, at: string): Record<string, unknown> {
  const started = fieldOf(kind, 'started_at') ? { started_at: at } : {}
  return { ...defaults(kind, at), ...started, [scenarioField(kind).code]: scenario }
}

/** What stands open of this scenario: an emergency under way, or drills that are planned. */
export function standing(records: readonly Shown[], kind: Kind, scenario: string): Shown[] {
  const { code } = scenarioField(kind)
  return records.filter(
    ({ row }) => row.kind === kind.code && row.values[code] === scenario && stateOf(kind, row.status)?.final === false,
  )
}
