// What somebody may make anew at the desk: the server asks the same (server/services/capture_online.py).
import { contract, type Kind } from '@/contract'
import type { DeskPerson } from './shapes'

const AGENT = 'department_agent'

/** In the order people meet them. What has to be signed is made with a tablet. */
export function makeable(person: DeskPerson | null): Kind[] {
  if (!person?.permissions.includes('records.capture')) return []
  return contract.kinds.filter((kind) => mayMake(kind, person) && !kind.sealed && !needsTablet(kind))
}

function mayMake(kind: Kind, { active_role: role, department }: DeskPerson): boolean {
  return kind.capture_roles.includes(role) && (role !== AGENT || kind.owner === department)
}

function needsTablet(kind: Kind): boolean {
  return kind.fields.some((field) => field.required && field.type === 'signature')
}
