// Everything that keeps a record from being captured, corrected or taken a step further. The twin of validation.py; see there.
import { isMissing, normalise, validateFields, type Fault, type FieldMeta, type Values } from './fields.ts'
import { VOIDED, keptFor, missing, nextStatus, requiredIn, surplus, type Command, type LifeCycle } from './lifecycle.ts'
import { checkRules, type Rule } from './rules.ts'

export interface KindMeta {
  fields: readonly FieldMeta[]
  rules: readonly Rule[]
  life_cycle: LifeCycle
}

export interface Told {
  zh: string
  en: string
}

/** The stored form of all values; what the kind does not know stays as it is, to be refused. */
export function normalised(kind: KindMeta, values: Values): Record<string, unknown> {
  const known = new Map(kind.fields.map((meta) => [meta.code, meta]))
  const entries = Object.entries(values).map(([code, value]): [string, unknown] => {
    const meta = known.get(code)
    return [code, meta === undefined ? value : normalise(meta, value)]
  })
  return Object.fromEntries(entries)
}

/** What keeps these values from becoming a new record. */
export function captureErrors(kind: KindMeta, values: Values): Fault[] {
  const typed = Object.fromEntries(Object.entries(normalised(kind, values)).filter(([, value]) => !isMissing(value)))
  const wrong = validateFields(kind, values)
  const faults = wrong.length > 0 ? wrong : answerErrors(kind, typed)
  return faults.length > 0 ? faults : recordErrors(kind, typed, kind.life_cycle.created)
}

/** What a capture or a correction writes though only a department's steps may say it, or the declaring void. */
export function answerErrors(kind: KindMeta, values: Values): Fault[] {
  return Object.keys(values).flatMap((field) => {
    const code = keptFor(kind.life_cycle, field)
    return code === null ? [] : [{ code, field }]
  })
}

/** What a whole record in this state lacks or contradicts; `values` are normalised. */
export function recordErrors(kind: KindMeta, values: Values, status: string): Fault[] {
  return [...lacking(kind, values, status), ...checkRules(invariants(kind), { ...values, status })]
}

function lacking(kind: KindMeta, values: Values, status: string): Fault[] {
  const always = kind.fields.filter((meta) => meta.required && !meta.derived).map((meta) => meta.code)
  const needed = new Set([...always, ...requiredIn(kind.life_cycle, status)])
  return [...needed].filter((field) => isMissing(values[field])).map((field) => ({ code: 'required', field }))
}

/** What keeps a command from running on a record that holds `values`; rights are asked elsewhere (`refusal`). */
export function commandErrors(
  kind: KindMeta,
  command: Command,
  status: string,
  values: Values,
  args: Values,
  reason: string | null = null,
): Fault[] {
  const strange = surplus(command, args).map((field) => ({ code: 'unknown_field', field }))
  const wrong = strange.length > 0 ? strange : validateFields(kind, args, values)
  if (wrong.length > 0) return wrong
  return unready(kind, command, nextStatus(command, status), { ...values, ...normalised(kind, args) }, reason)
}

function unready(kind: KindMeta, command: Command, status: string, values: Values, reason: string | null): Fault[] {
  const needs = missing(command, values, reason).map(need)
  // A record can always be declared void, even one that a later rule would refuse.
  if (status === VOIDED) return needs
  const known = (fault: Fault) => needs.some((each) => each.code === fault.code && each.field === fault.field)
  const rest = recordErrors(kind, values, status).filter((fault) => !known(fault))
  return [...needs, ...rest, ...checkRules(guards(kind, command), { ...values, status })]
}

function need(field: string): Fault {
  return { code: field === 'reason' ? 'reason_required' : 'required', field }
}

/** The rules that hold always: all but those that only guard a command. */
function invariants(kind: KindMeta): Rule[] {
  const guarding = new Set(kind.life_cycle.commands.flatMap((command) => command.guards ?? []))
  return kind.rules.filter((rule) => !guarding.has(rule.code))
}

function guards(kind: KindMeta, command: Command): Rule[] {
  return kind.rules.filter((rule) => command.guards?.includes(rule.code))
}

type Labelled = FieldMeta & Told

/**
 * The sentence for a fault in both languages: the rule's own, or the one of its code with the field's name and bounds. A
 * fault inside an entry says which.
 */
export function explain(
  messages: Readonly<Record<string, Told>>,
  kind: { fields: readonly Labelled[]; rules: readonly (Rule & Told)[] },
  fault: Fault,
): Told {
  const rule = kind.rules.find((each) => each.code === fault.code)
  const { field, label, before } = placeOf(kind.fields, fault.field)
  if (rule) return { zh: before.zh + rule.zh, en: before.en + rule.en }
  const message = messages[fault.code]
  if (!message) throw new Error(`no sentence for the code ${fault.code}`)
  return { zh: filled(message.zh, field, label.zh), en: filled(message.en, field, label.en) }
}

/** What a fault's path points at: `results`, `results.3` or `results.3.reason`; rows are counted from 1 for people. */
export function placeOf(
  fields: readonly Labelled[],
  path: string,
): { field: Labelled | undefined; label: Told; before: Told } {
  const [code = '', at, name] = path.split('.')
  const whole = fields.find((each) => each.code === code)
  const label: Told = { zh: whole?.zh ?? code, en: whole?.en ?? code }
  if (at === undefined || !/^[0-9]+$/.test(at)) return { field: whole, label, before: { zh: '', en: '' } }
  const column = (whole?.columns as readonly Labelled[] | undefined)?.find((each) => each.code === name)
  const row = Number(at) + 1
  const zh = `${label.zh}第 ${row} 行`
  const en = `row ${row} of ${label.en}`
  return {
    field: column ?? whole,
    label: column ? { zh: `${zh}的${column.zh}`, en: `${column.en} in ${en}` } : { zh, en },
    before: { zh: `${zh}：`, en: `R${en.slice(1)}: ` },
  }
}

function filled(sentence: string, field: FieldMeta | undefined, label: string): string {
  return sentence
    .replaceAll('{min}', () => String(field?.min ?? '—'))
    .replaceAll('{max}', () => String(field?.max ?? '—'))
    .replaceAll('{label}', () => label)
}
