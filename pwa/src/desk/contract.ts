// The record kinds as the contract describes them, typed as far as the desk reads them.
import type { FieldMeta } from '@sync/fields.ts'
import type { Command } from '@sync/lifecycle.ts'
import type { Rule } from '@sync/rules.ts'
import json from '@/generated/contract.json'

export interface Named {
  code: string
  zh: string
  en: string
}

export type Tone = 'neutral' | 'waiting' | 'attention' | 'done' | 'void'

export interface DeskField extends FieldMeta, Named {
  help: { zh: string; en: string }
  options: readonly Named[]
  reference: string | null
  group: string | null
  mask: string | null
}

export interface DeskState extends Named {
  tone: Tone
  final: boolean
  required: readonly string[]
}

export type DeskCommand = Command & Named

export interface DeskKind extends Named {
  icon: string
  fields: readonly DeskField[]
  rules: readonly (Rule & Named)[]
  life_cycle: { created: string; states: readonly DeskState[]; commands: readonly DeskCommand[] }
  list: { title: string; subtitle: readonly string[] }
  links: string | null
  inbox: { department_field: string; due_field: string } | null
  documents: readonly { code: string; on_status: string | null; daily: boolean }[]
}

interface Contract {
  version: string
  kinds: readonly DeskKind[]
  roles: readonly Named[]
  departments: readonly Named[]
  messages: Readonly<Record<string, { zh: string; en: string }>>
}

// The generated file is made from the definitions whose shape these types repeat.
export const CONTRACT = json as unknown as Contract

export function kindNamed(code: string): DeskKind | null {
  return CONTRACT.kinds.find((kind) => kind.code === code) ?? null
}

export function stateOf(kind: DeskKind, status: string): DeskState | null {
  return kind.life_cycle.states.find((state) => state.code === status) ?? null
}

export function commandOf(kind: DeskKind, verb: string): DeskCommand | null {
  return kind.life_cycle.commands.find((command) => command.code === verb) ?? null
}

export function fieldOf(kind: DeskKind, code: string): DeskField | null {
  return kind.fields.find((field) => field.code === code) ?? null
}
