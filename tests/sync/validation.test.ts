// Everything that keeps a record from being captured or taken a step further, over vectors/validation.json.
import { describe, expect, it } from 'vitest'
import type { Fault, FieldMeta, Values } from '@sync/fields.ts'
import { commandNamed, type LifeCycle } from '@sync/lifecycle.ts'
import type { Rule } from '@sync/rules.ts'
import * as validation from '@sync/validation.ts'
import { vectors } from './vectors.ts'

type Told = validation.Told
interface Case {
  values: Values
  faults: Fault[]
}

const { kind, messages, ...cases } = vectors<{
  kind: { fields: (FieldMeta & Told)[]; rules: (Rule & Told)[]; life_cycle: LifeCycle }
  messages: Record<string, Told>
  normalised: { values: Values; normalised: Values }[]
  capture: Case[]
  record: (Case & { status: string })[]
  command: (Case & { command: string; status: string; args: Values; reason?: string })[]
  explain: { fault: Fault; told: Told }[]
}>('validation')

describe('validation', () => {
  it.each(cases.normalised)('stores values in their normal form: $values', ({ values, normalised }) => {
    expect(validation.normalised(kind, values)).toEqual(normalised)
  })

  it.each(cases.capture)('holds a capture to its fields and rules: $values', ({ values, faults }) => {
    expect(validation.captureErrors(kind, values)).toEqual(faults)
  })

  it.each(cases.record)('holds a record to what its state asks: $values', ({ values, status, faults }) => {
    expect(validation.recordErrors(kind, values, status)).toEqual(faults)
  })

  it.each(cases.command)('holds a command to its arguments and guards: $command $args', (each) => {
    const command = commandNamed(kind.life_cycle, each.command)!
    const found = validation.commandErrors(kind, command, each.status, each.values, each.args, each.reason ?? null)
    expect(found).toEqual(each.faults)
  })

  it.each(cases.explain)('tells a fault in both languages: $fault', ({ fault, told }) => {
    expect(validation.explain(messages, kind, fault)).toEqual(told)
  })
})
