// A row as it is stored: the columns in the clear, and the box with everything.
import type { Head, Key, TableName, Tables, Write } from '@sync/client/ports.ts'
import type { Bytes } from './bytes'
import type { Seal } from './sealing'

export interface Stored {
  box: Bytes
}

/** The head's version guards a commit, its counts are shown on a locked tablet; both are no secret. */
export interface StoredHead extends Stored {
  version: number
  counts: Head['counts']
}

type Clear<T extends TableName> = (row: Tables[T]) => object

const record = ({ id, kind, at, status }: Tables['base0']): object => ({ id, kind, at, status })
const justId = ({ id }: { id: string }): object => ({ id })

const CLEAR: { [T in TableName]: Clear<T> } = {
  base0: record,
  base1: record,
  local: record,
  ops: ({ op_seq, record_id, state }) => ({ op_seq, record_id, state }),
  conflicts: justId,
  drafts: justId,
  head: ({ version, counts }) => ({ version, counts }),
}

export async function sealed(seal: Seal, { table, key, value }: Write): Promise<object | null> {
  if (value === null) return null
  const clear = CLEAR[table] as Clear<typeof table>
  return { ...clear(value), box: await seal.close(table, key, value) }
}

export function unsealed<T extends TableName>(seal: Seal, table: T, key: Key, stored: Stored): Promise<Tables[T]> {
  return seal.open<Tables[T]>(table, key, stored.box)
}
