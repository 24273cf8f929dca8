// The life cycle of a record as data. The twin of lifecycle.py; the shape is explained there.
import { stripBlank, type Values } from './fields.ts'

export interface Command {
  code: string
  from: readonly string[]
  to: string | null
  roles: readonly string[]
  args: readonly string[]
  required: readonly string[]
  guards?: readonly string[]
  reason: boolean
  offline?: boolean
  author_only?: boolean
  stand_ins?: readonly string[]
  department_only?: boolean
  department?: string | null
  not_by?: readonly string[]
  not_author?: boolean
}

export interface LifeCycle<C extends Command = Command> {
  created: string
  states: readonly { code: string; required?: readonly string[] }[]
  commands: readonly C[]
}

/**
 * How a person stands to a record. `author`: they captured it; `addressed`: it is addressed to their department; both are taken
 * for granted where unknown. `department`: the code of their own, `named_in`: the fields that hold their account,
 * `contributed`: some of the record is their work.
 */
export interface Standing {
  author?: boolean
  addressed?: boolean
  department?: string | null
  named_in?: readonly string[]
  contributed?: boolean
}

/** How a person stands to a record, as far as the tablet knows: it does not know who else contributed. */
export function standingOf(row: { created_by: string; values: Values }, personId: string): Standing {
  const own = row.created_by === personId
  const holds = (value: unknown) => value === personId || (Array.isArray(value) && value.includes(personId))
  const named_in = Object.keys(row.values).filter((code) => holds(row.values[code]))
  return { author: own, contributed: own, named_in }
}

export const VOIDED = 'voided'
export const ADDRESSED = '@addressed'

export function commandNamed<C extends Command>(lifeCycle: LifeCycle<C>, name: string): C | null {
  return lifeCycle.commands.find((command) => command.code === name) ?? null
}

/** Whether someone holding these roles may run it now. */
export function mayRun(command: Command, status: string, roles: readonly string[], standing: Standing = {}): boolean {
  return command.from.includes(status) && barred(command, roles, standing) === null
}

/** What keeps this person from the command in whatever state: no right to it, or that it would be a look at own work. */
function barred(command: Command, roles: readonly string[], standing: Standing): string | null {
  const { author = true, addressed = true, department = null, named_in = [], contributed = false } = standing
  if (!roles.some((role) => command.roles.includes(role)) || (command.department_only && !addressed))
    return 'not_permitted'
  if ((command.department ?? department) !== department) return 'not_permitted'
  const standsIn = roles.some((role) => (command.stand_ins ?? []).includes(role))
  if (command.author_only && !author && !standsIn) return 'not_permitted'
  const ownWork = named_in.some((field) => (command.not_by ?? []).includes(field))
  return ownWork || (command.not_author && contributed) ? 'self_review' : null
}

/** Why this role may not run the command on a record in this state; null when it may. */
export function refusal(
  lifeCycle: LifeCycle,
  name: string,
  status: string,
  role: string,
  standing: Standing = {},
): string | null {
  const command = commandNamed(lifeCycle, name)
  if (command === null) return 'unknown_command'
  return barred(command, [role], standing) ?? (command.from.includes(status) ? null : 'wrong_status')
}

/** The commands a person of this role can choose now, in the order of the definition. */
export function openCommands(lifeCycle: LifeCycle, status: string, role: string, standing: Standing = {}): string[] {
  return lifeCycle.commands
    .filter((command) => mayRun(command, status, [role], standing))
    .map((command) => command.code)
}

export function nextStatus(command: Command, status: string): string {
  return command.to ?? status
}

/** State and values after the command. Whether it may run is asked before (`refusal`, `commandErrors`). */
export function applyCommand(
  command: Command,
  status: string,
  values: Values,
  args: Values,
): { status: string; values: Record<string, unknown> } {
  return { status: nextStatus(command, status), values: { ...values, ...args } }
}

/** The fields no record in this state may lack, because every way into it asks for them. */
export function requiredIn(lifeCycle: LifeCycle, status: string): readonly string[] {
  return lifeCycle.states.find((state) => state.code === status)?.required ?? []
}

/** The fields a command still needs, `reason` among them; `values` already hold the command's arguments. */
export function missing(command: Command, values: Values, reason: string | null): string[] {
  const lacking = command.required.filter((field) => (values[field] ?? null) === null)
  return command.reason && stripBlank(reason ?? '') === '' ? [...lacking, 'reason'] : lacking
}

/** Why no capture and no correction may write this field, as a code: only departments' steps set it (`department_only`), or
 * only what declares the record void (`void_only`). */
export function keptFor(lifeCycle: LifeCycle, field: string): 'department_only' | 'void_only' | null {
  const steps = lifeCycle.commands.filter((command) => command.args.includes(field))
  if (steps.length === 0) return null
  if (steps.every(isDepartments)) return 'department_only'
  return steps.every((command) => command.to === VOIDED) ? 'void_only' : null
}

function isDepartments(command: Command): boolean {
  return Boolean(command.department_only || command.department)
}

/** The departments that a record in this state waits for; `ADDRESSED` is whichever it is addressed to. */
export function awaits(lifeCycle: LifeCycle, status: string): string[] {
  const open = lifeCycle.commands.filter((command) => command.from.includes(status))
  const named = open.map((command) => (command.department_only ? ADDRESSED : command.department))
  return [...new Set(named.filter((name) => typeof name === 'string' && name !== ''))] as string[]
}

/** Arguments the command does not take. */
export function surplus(command: Command, args: Values): string[] {
  return Object.keys(args).filter((field) => !command.args.includes(field))
}
