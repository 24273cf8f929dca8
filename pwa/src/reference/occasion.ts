// What the day of an event means for what follows from another record (sync/linked.ts): the day by the bank's clock, and the age
// groups by the figures in force. The groups are those of the server (server/services/derive_rules/people.py).
import type { Occasion } from '@sync/linked.ts'
import { bankDay } from './bank_day.ts'
import type { ReferenceIndex } from './reference_index.ts'

const GROUPS = [
  ['guardian_consent_age', 'under_14'],
  ['minor_account_age', 'under_16'],
  ['elder_age', 'under_60'],
  ['suitability_age', 'under_65'],
] as const
const OLDEST = 'from_65'

export function occasionOf(at: string, index: ReferenceIndex): Occasion {
  const figures = GROUPS.map(([code, group]) => ({ figure: index.item('thresholds', code), group }))
  const ages = figures.flatMap(({ figure, group }) =>
    typeof figure?.value === 'number' ? [[figure.value, group] as const] : [],
  )
  const verified = figures.flatMap(({ figure, group }) => (figure?.status === 'in_force' ? [group] : []))
  return { day: bankDay(Date.parse(at)), ages, oldest: OLDEST, verified }
}
