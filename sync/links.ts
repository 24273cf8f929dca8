// Which records a record names. The twin of links.py.
import type { Values } from './fields.ts'

export interface LinkMeta {
  code: string
  reference?: string | null
  columns?: readonly LinkMeta[]
}

/** `record` names any record, `record:<kind>` one of that kind. */
export function namesRecords(meta: LinkMeta): boolean {
  return meta.reference === 'record' || (meta.reference ?? '').startsWith('record:')
}

export function mayLink(fields: readonly LinkMeta[]): boolean {
  return fields.some((meta) => namesRecords(meta) || mayLink(meta.columns ?? []))
}

/** The ids these values name, each once, in the order of the fields. */
export function linkedIds(fields: readonly LinkMeta[], values: Values): string[] {
  return [...new Set(named(fields, values))]
}

function named(fields: readonly LinkMeta[], values: Values): string[] {
  return fields.flatMap((meta) => {
    const value = values[meta.code]
    const several: unknown[] = Array.isArray(value) ? value : [value]
    if (namesRecords(meta)) return several.filter((each): each is string => typeof each === 'string')
    const entries = meta.columns?.length ? several.filter(isEntry) : []
    return entries.flatMap((entry) => named(meta.columns!, entry))
  })
}

function isEntry(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
