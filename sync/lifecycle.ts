// The life cycle of a record as data. The twin of lifecycle.py; the shape is explained there.

export interface Command {
  code: string
  from: readonly string[]
  to: string | null
  roles: readonly string[]
  args: readonly string[]
  required: readonly string[]
  reason: boolean
  offline?: boolean
}

export interface LifeCycle<C extends Command = Command> {
  created: string
  states: readonly { code: string }[]
  commands: readonly C[]
}

export const VOIDED = 'voided'

export function commandNamed<C extends Command>(lifeCycle: LifeCycle<C>, name: string): C | null {
  return lifeCycle.commands.find((command) => command.code === name) ?? null
}

/** Why this role may not run the command on a record in this state; null when it may. */
export function refusal(lifeCycle: LifeCycle, name: string, status: string, role: string): string | null {
  const command = commandNamed(lifeCycle, name)
  if (command === null) return 'unknown_command'
  if (!command.roles.includes(role)) return 'not_permitted'
  return command.from.includes(status) ? null : 'wrong_status'
}

/** The commands a person of this role can choose now, in the order of the definition. */
export function openCommands(lifeCycle: LifeCycle, status: string, role: string): string[] {
  return lifeCycle.commands
    .map((command) => command.code)
    .filter((name) => refusal(lifeCycle, name, status, role) === null)
}

export function nextStatus(command: Command, status: string): string {
  return command.to ?? status
}

/** The fields a command still needs, `reason` among them; `values` already hold the command's arguments. */
export function missing(command: Command, values: Readonly<Record<string, unknown>>, reason: string | null): string[] {
  const lacking = command.required.filter((field) => (values[field] ?? null) === null)
  return command.reason && (reason ?? '').trim() === '' ? [...lacking, 'reason'] : lacking
}

/** Arguments the command does not take. */
export function surplus(command: Command, args: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(args).filter((field) => !command.args.includes(field))
}
