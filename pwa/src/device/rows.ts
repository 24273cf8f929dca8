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
const justName = ({ name }: { name: string }): object => ({ name })
const justId = ({ id }: { id: string }): object => ({ id })

const CLEAR: { [T in TableName]: Clear<T> } = {
  base0: record,
  base1: record,
  local: record,
  ops: ({ op_seq, record_id, state }) => ({ op_seq, record_id, state }),
  conflicts: justId,
  drafts: justId,
  uploads: ({ name, state, at }) => ({ name, state, at }),
  blobs: justName,
  previews: justName,
  head: ({ version, counts }) => ({ version, counts }),
}

/** Rows that are a name and bytes: those are sealed as they are, since text of them would be a third larger. */
const OF_BYTES: ReadonlySet<TableName> = new Set(['blobs', 'previews'])

export async function sealed(seal: Seal, { table, key, value }: Write): Promise<object | null> {
  if (value === null) return null
  const clear = CLEAR[table] as Clear<typeof table>
  const box = 'bytes' in value ? seal.closeBytes(table, key, value.bytes) : seal.close(table, key, value)
  return { ...clear(value), box: await box }
}

export async function unsealed<T extends TableName>(
  seal: Seal,
  table: T,
  key: Key,
  stored: Stored,
): Promise<Tables[T]> {
  if (!OF_BYTES.has(table)) return seal.open<Tables[T]>(table, key, stored.box)
  return { name: String(key), bytes: await seal.openBytes(table, key, stored.box) } as Tables[T]
}
