// The field in which a step of a department says its answer: the first of its arguments that takes several lines of text.
import { fieldOf, type Command, type Kind } from '@/contract'

export function wordedField(kind: Kind, command: Command): string | null {
  return command.args.find((code) => fieldOf(kind, code)?.multiline === true) ?? null
}
