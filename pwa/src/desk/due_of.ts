// When a record of a list is due, by the definition of its kind.
import { duesOf } from '@sync/dues.ts'
import { kindOf } from '@/contract'
import type { RecordItem } from './shapes'

export function dueOf(record: RecordItem): string | null {
  const kind = kindOf(record.kind)
  return kind === null ? null : (duesOf(kind, record.status, record.values)[0]?.at ?? null)
}
