// What a KPI keeps of a record: just what its formula needs. The twin of server/domain/kpi/fact.py; see there.
import { bankDay } from '@/i18n'

export const NOBODY = ''
export const VOIDED = 'voided'

/** A record as a KPI reads it. */
export interface Counted {
  id: string
  kind: string
  status: string
  values: Readonly<Record<string, unknown>>
  at: string
  created_by: string
  doubtful: boolean
}

/** What a definition may ask the house about, as it was in force at an instant. */
export interface House {
  setting(code: string, at: string): number | null
  roundItems(round: string, at: string): readonly string[]
}

/** `at` is the moment by which the record belongs to a period. Facts that share a `group` or a `peer` are judged together. */
export interface Fact {
  record_id: string
  kind: string
  at: string
  person: string
  group: string
  said: Readonly<Record<string, unknown>>
  peer: string | null
}

export const dayOf = (at: string): string => bankDay(at)
export const monthOf = (at: string): string => dayOf(at).slice(0, 7)

export const isVoid = (record: Counted): boolean => record.status === VOIDED

/** Absent, null, false and empty are the same thing. */
export function withoutNothing(said: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const isNothing = (value: unknown) =>
    value === undefined || value === null || value === false || value === '' || (Array.isArray(value) && !value.length)
  return Object.fromEntries(Object.entries(said).filter(([, value]) => !isNothing(value)))
}

export const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** In the order of the server: by moment, then by id. */
export const inOrder = (a: Fact, b: Fact): number =>
  a.at === b.at ? compared(a.record_id, b.record_id) : compared(a.at, b.at)

const compared = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
