// What becomes of the rows of a file: pure plans and the reads they need. Bytes leave the tablet by `released` alone (I14).
import { namedFiles } from '../attachments.ts'
import type { Planned } from './commits.ts'
import type { Plan } from './head.ts'
import type { Intent } from './intents.ts'
import type { Bytes, DraftRow, FileUse, Head, Host, Store, UploadRow, Write } from './ports.ts'
import type { Standing } from './upload_answers.ts'

/** A file as it is kept: `name` is the hash of `bytes`, which nobody here doubts and the server checks. */
export interface Attached {
  name: string
  use: FileUse
  bytes: Bytes
  preview: Bytes
}

type Done = Planned<undefined>
const NOTHING: Done = { plan: null, result: undefined }
const done = (plan: Plan): Done => ({ plan, result: undefined })
const rowWrite = (row: UploadRow): Write => ({ table: 'uploads', key: row.name, value: row })

export async function planAttach(store: Store, file: Attached, at: string): Promise<Done> {
  const { name, use, bytes, preview } = file
  const held = await store.get('uploads', name)
  if (held !== undefined && held.state !== 'durable') return NOTHING
  const row: UploadRow = {
    ...{ name, use, size: bytes.length, at, record_id: null, kind: null },
    ...{ state: 'loose', offset: 0, trouble: null, epoch: '', durable_at: null },
  }
  const writes: Write[] = [
    { table: 'blobs', key: name, value: { name, bytes } },
    { table: 'previews', key: name, value: { name, bytes: preview } },
    rowWrite(row),
  ]
  return done({ reason: 'a file is attached', head: {}, writes })
}

/** The files that these operations are the first to name: they are to be sent from now on, in the operations' own commit. */
export async function filesNamed({ store, kind }: Host, intents: readonly Intent[]): Promise<Write[]> {
  const owner = new Map(intents.flatMap((intent) => named(intent, kind).map((name) => [name, intent] as const)))
  const rows = owner.size === 0 ? [] : await store.getMany('uploads', [...owner.keys()])
  return rows.flatMap((row) => {
    if (row?.state !== 'loose') return []
    const intent = owner.get(row.name)!
    return [rowWrite({ ...row, state: 'waiting', record_id: intent.record_id, kind: intent.kind })]
  })
}

function named(intent: Intent, kind: Host['kind']): string[] {
  const fields = kind(intent.kind)?.fields ?? []
  const changes = Object.entries(intent.patch ?? {}).map(([code, { to }]) => [code, to] as const)
  return [...namedFiles(fields, Object.fromEntries(changes)), ...namedFiles(fields, intent.command?.args ?? {})]
}

/** What the server says of a file that waits. */
export async function planStanding(
  store: Store,
  head: Head,
  epoch: string,
  name: string,
  standing: Standing,
): Promise<Done> {
  const row = await store.get('uploads', name)
  if (row?.state !== 'waiting') return NOTHING
  const { offset, durable_at } = standing
  if (standing.state !== 'receiving') {
    const verified: UploadRow = {
      ...row,
      state: 'verified',
      offset: row.size,
      trouble: null,
      epoch,
      durable_at,
    }
    return done({ reason: 'a file is verified', head: { uploads: head.uploads - 1 }, writes: [rowWrite(verified)] })
  }
  if (row.offset === offset && row.trouble === null) return NOTHING
  return done({ reason: 'a part has arrived', head: {}, writes: [rowWrite({ ...row, offset, trouble: null })] })
}

export async function planTrouble(store: Store, name: string, trouble: string, offset?: number): Promise<Done> {
  const row = await store.get('uploads', name)
  if (row?.state !== 'waiting' || (row.trouble === trouble && offset === undefined)) return NOTHING
  const next = { ...row, trouble, offset: offset ?? row.offset }
  return done({ reason: 'a file does not go on', head: {}, writes: [rowWrite(next)] })
}

/** What the server says of a file it had verified; null: it knows nothing of it, as after a restore. */
export async function planChecked(
  store: Store,
  head: Head,
  epoch: string,
  name: string,
  standing: Standing | null,
): Promise<Done> {
  const row = await store.get('uploads', name)
  if (row?.state !== 'verified') return NOTHING
  if (standing?.state === 'durable') return done(released(row))
  if (standing?.state === 'verified') {
    const next = { ...row, epoch, durable_at: standing.durable_at }
    return done({ reason: 'a file is still there', head: {}, writes: [rowWrite(next)] })
  }
  const again: UploadRow = { ...row, state: 'waiting', offset: standing?.offset ?? 0, durable_at: null }
  return done({ reason: 'a file is sent again', head: { uploads: head.uploads + 1 }, writes: [rowWrite(again)] })
}

/** The server has verified it, and it is surely in a backup: the bytes leave, the small picture stays. */
function released(row: UploadRow): Plan {
  const writes: Write[] = [{ table: 'blobs', key: row.name, value: null }, rowWrite({ ...row, state: 'durable' })]
  return { reason: 'a durable file leaves', head: {}, writes }
}

/** Files that no record came to name, that no draft names, and that nobody here attached just now. */
export async function planLetLooseGo(store: Store, attachedHere: ReadonlySet<string>, limit: number): Promise<Done> {
  const loose = (await store.uploadsIn('loose', limit)).filter(({ name }) => !attachedHere.has(name))
  const drafts = loose.length === 0 ? [] : await store.all('drafts')
  const over = loose.filter(({ name }) => !drafts.some((draft) => names(draft, name)))
  const writes = over.flatMap(({ name }) => gone(name))
  return over.length === 0 ? NOTHING : done({ reason: 'files that nothing names are let go', head: {}, writes })
}

/** The small pictures of files that left the tablet before this moment. */
export async function planForget(store: Store, before: string, limit: number): Promise<Done> {
  const old = (await store.uploadsIn('durable', limit)).filter(({ at }) => at < before)
  const writes = old.flatMap(({ name }) => gone(name))
  return old.length === 0 ? NOTHING : done({ reason: 'old small pictures are let go', head: {}, writes })
}

function gone(name: string): Write[] {
  return (['uploads', 'blobs', 'previews'] as const).map((table) => ({ table, key: name, value: null }))
}

/** Wherever in the draft: no kind is needed to see it. */
const names = (draft: DraftRow, name: string): boolean => JSON.stringify([draft.values, draft.about]).includes(name)
