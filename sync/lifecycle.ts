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
}

export interface LifeCycle<C extends Command = Command> {
  created: string
  states: readonly { code: string; required?: readonly string[] }[]
  commands: readonly C[]
}

/** `author`: they captured the record; `department`: it is addressed to theirs. Unknown is taken for granted. */
export interface Standing {
  author?: boolean
  department?: boolean
}

export const VOIDED = 'voided'

export function commandNamed<C extends Command>(lifeCycle: LifeCycle<C>, name: string): C | null {
  return lifeCycle.commands.find((command) => command.code === name) ?? null
}

/** Whether someone holding these roles may run it now. */
export function mayRun(command: Command, status: string, roles: readonly string[], standing: Standing = {}): boolean {
  return command.from.includes(status) && permitted(command, roles, standing)
}

function permitted(command: Command, roles: readonly string[], { author = true, department = true }: Standing) {
  if (!roles.some((role) => command.roles.includes(role)) || (command.department_only && !department)) return false
  return author || !command.author_only || roles.some((role) => (command.stand_ins ?? []).includes(role))
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
  if (!permitted(command, [role], standing)) return 'not_permitted'
  return command.from.includes(status) ? null : 'wrong_status'
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

/** Whether only steps of the addressed department set this field: nobody else may write it, nor put it right. */
export function isAnswer(lifeCycle: LifeCycle, field: string): boolean {
  const steps = lifeCycle.commands.filter((command) => command.args.includes(field))
  return steps.length > 0 && steps.every((command) => command.department_only)
}

/** Arguments the command does not take. */
export function surplus(command: Command, args: Values): string[] {
  return Object.keys(args).filter((field) => !command.args.includes(field))
}
