// Answers questions about the engine's shared concepts, one JSON line each, for the property tests in Python that compare the
// two halves (tests/sync/test_both_halves.py).
import { isPossiblePhoneNumber } from 'libphonenumber-js/min'
import { createInterface } from 'node:readline'
import type { FieldMeta, Values } from '../../sync/fields.ts'
import { isIdentifier, knowTelephonesBy, normalForm, type Format } from '../../sync/identifiers.ts'
import { commandNamed } from '../../sync/lifecycle.ts'
import { maskValue, shownValue, type Mask } from '../../sync/masking.ts'
import { merge, type Patch } from '../../sync/merge.ts'
import { wrongMember } from '../../sync/operation.ts'
import { holds, type Expression } from '../../sync/rules.ts'
import { NameList, type NameListContent } from '../../sync/screening.ts'
import { captureErrors, commandErrors, normalised, recordErrors, type KindMeta } from '../../sync/validation.ts'

type Kind = KindMeta & { code: string; fields: readonly FieldMeta[]; groups: Record<string, string[]> }

/** Told once, then asked about by code. */
const kinds = new Map<string, Kind>()

interface Question {
  ask: keyof typeof ANSWERS
  know?: Kind
  kind: Kind
  values: Values
  status: string
  command: string
  args: Values
  reason: string | null
  patch: Patch
  shown: Values
  mask: Mask
  value: unknown
  text: string
  format: Format
  expression: Expression
  list: NameListContent
  percent: number
}

knowTelephonesBy((text) => isPossiblePhoneNumber(text))

const ANSWERS = {
  normalised: ({ kind, values }: Question) => normalised(kind, values),
  capture: ({ kind, values }: Question) => captureErrors(kind, values),
  record: ({ kind, values, status }: Question) => recordErrors(kind, normalised(kind, values), status),
  command: ({ kind, command, status, values, args, reason }: Question) =>
    commandErrors(kind, commandNamed(kind.life_cycle, command)!, status, values, args, reason),
  merge: ({ kind, patch, values, shown }: Question) => merge(patch, values, shown, groupIn(kind.groups)),
  mask: ({ mask, value }: Question) => maskValue(mask, value),
  shown: ({ kind, values }: Question) =>
    Object.fromEntries(kind.fields.map((field) => [field.code, shownValue(field, values[field.code] ?? null, values)])),
  identifier: ({ format, text }: Question) => [isIdentifier(format, text), normalForm(format, text)],
  holds: ({ expression, values }: Question) => holds(expression, values),
  wrong: ({ text }: Question) => wrongMember(text),
  screen: ({ list, text, percent }: Question) => new NameList(list).screen(text, percent),
}

function groupIn(groups: Record<string, string[]>) {
  return (code: string) => Object.values(groups).find((members) => members.includes(code)) ?? [code]
}

for await (const line of createInterface({ input: process.stdin })) {
  const { kind, know, ...asked } = JSON.parse(line) as Omit<Question, 'kind'> & { kind: string }
  if (know) kinds.set(know.code, know)
  const answer = know ? null : ANSWERS[asked.ask]({ ...asked, kind: kinds.get(kind)! })
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}
