// What usually follows a need (domain.md §2.1, §3).
import type { Values } from '@/contract'
import { isElderly } from './elderly'

const AFTER: Readonly<Record<string, readonly string[]>> = {
  cash: ['business_request', 'material_check', 'aml_check', 'fraud_dissuasion'],
  non_cash: ['business_request', 'material_check', 'account_opening', 'consultation'],
  self_service: ['assist_session', 'business_request', 'device_feedback', 'fault_ticket'],
  consultation: ['consultation', 'material_check', 'business_request', 'lead'],
  wealth_loan: ['consultation', 'loan_preapplication', 'lead', 'material_check'],
  corporate: ['account_opening', 'material_check', 'business_request', 'consultation'],
  complaint: ['complaint', 'feedback', 'risk_objection', 'department_ticket'],
  other: ['consultation', 'business_request', 'assist_session', 'department_ticket'],
}
const AT_THE_END = ['survey_response']

export function next(values: Values): readonly string[] {
  const after = AFTER[String(values.need_type)] ?? AFTER.other!
  const [first, ...later] = after
  return [first!, ...(isElderly(values) ? ['elder_care'] : []), ...later, ...AT_THE_END]
}
