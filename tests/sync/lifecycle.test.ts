import { describe, expect, test } from 'vitest'
import {
  awaits,
  commandNamed,
  keptFor,
  missing,
  nextStatus,
  openCommands,
  refusal,
  surplus,
  type Command,
  type LifeCycle,
  type Standing,
} from '../../sync/lifecycle.ts'
import { vectors } from './vectors.ts'

interface Cases {
  life_cycle: LifeCycle
  refusal: { command: string; status: string; role: string; code: string | null }[]
  open_commands: { status: string; role: string; commands: string[] }[]
  missing: { command: string; values: Record<string, unknown>; reason: string | null; missing: string[] }[]
  surplus: { command: string; args: Record<string, unknown>; surplus: string[] }[]
  reviewed: LifeCycle
  standing: { command: string; status: string; role: string; standing: Standing; code: string | null }[]
  awaits: { status: string; departments: string[] }[]
  kept_for: { field: string; code: string | null }[]
  next_status: { command: string; status: string; next: string }[]
}
const cases = vectors<Cases>('lifecycle')
const lifeCycle = cases.life_cycle
const command = (name: string): Command => commandNamed(lifeCycle, name)!

describe('lifecycle', () => {
  test.each(cases.refusal)('a command is refused for the reason the vectors say: %j', (each) => {
    expect(refusal(lifeCycle, each.command, each.status, each.role)).toBe(each.code)
  })

  test.each(cases.open_commands)('only commands that would be accepted are offered: %j', (each) => {
    expect(openCommands(lifeCycle, each.status, each.role)).toEqual(each.commands)
  })

  test.each(cases.missing)('a command names what it still needs: %j', (each) => {
    expect(missing(command(each.command), each.values, each.reason)).toEqual(each.missing)
  })

  test.each(cases.surplus)('a command names arguments it does not take: %j', (each) => {
    expect(surplus(command(each.command), each.args)).toEqual(each.surplus)
  })

  test.each(cases.next_status)('a command leads to its state or leaves it: %j', (each) => {
    expect(nextStatus(command(each.command), each.status)).toBe(each.next)
  })

  test.each(cases.standing)('a command asks how the person stands to the record: %j', (each) => {
    expect(refusal(cases.reviewed, each.command, each.status, each.role, each.standing)).toBe(each.code)
  })

  test.each(cases.awaits)('a state tells which departments it waits for: %j', (each) => {
    expect(awaits(cases.reviewed, each.status)).toEqual(each.departments)
  })

  test.each(cases.kept_for)('what only steps of departments or the declaring void set is kept for them: %j', (each) => {
    expect(keptFor(cases.reviewed, each.field)).toBe(each.code)
  })
})
