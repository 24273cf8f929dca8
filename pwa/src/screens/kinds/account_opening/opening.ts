// What the kind of customer, their age and who comes for them make of an opening. Pure.
import { holds } from '@sync/rules.ts'
import { fieldOf, type Kind, type Named, type Values } from '@/contract'
import { hasValue } from '@/fields'

const MINOR = ['under_14', 'under_16']
export const AGENT = ['agent', 'agent_relation', 'both_originals', 'relation_proved', 'willingness_called']
export const UNIT = ['legal_rep', 'beneficial_owner']

/** The options of a field that none of the kind's rules about it forbids beside the other values. */
export function fitting(kind: Kind, code: string, values: Values): readonly Named[] {
  const rules = kind.rules.filter((rule) => rule.field === code && rule.must[0] === 'in')
  const fits = (option: Named) => {
    const chosen = { ...values, [code]: option.code }
    return rules.every((rule) => (rule.when && !holds(rule.when, chosen)) || holds(rule.must, chosen))
  }
  return fieldOf(kind, code)!.options.filter(fits)
}

export const isMinor = (values: Values): boolean => MINOR.includes(String(values.customer_age))

/** Who is asked for besides the customer. */
export function peopleAsked(values: Values, byAgent: boolean): string[] {
  const agent = byAgent || isMinor(values) || hasValue(values.agent) ? AGENT : []
  const unit = values.customer_kind === 'organisation' ? UNIT : []
  return ['customer_id', ...unit, ...agent]
}

/** The list of papers (domain.md §6.3). */
export function papersFor(values: Values, byAgent: boolean): string {
  if (values.customer_kind === 'organisation') return 'M12'
  if (isMinor(values)) return 'M03'
  return byAgent || hasValue(values.agent) ? 'M02' : 'M01'
}
