// Captures: what a person did becomes operations of the queue and the row that is shown, in one commit. Nothing of a capture
// that was not saved can be seen, and what was saved is in the queue.
import type { Values } from '../fields.ts'
import { equal } from '../merge.ts'
import type { Operation } from '../operation.ts'
import type { Planned } from './commits.ts'
import { followersOf } from './followers.ts'
import { recounted, type Plan } from './head.ts'
import { isDenied, toCommand, toCorrect, toCreate, toResolve } from './intents.ts'
import type { Author, Choice, Denied, Intended, Intent, Shown } from './intents.ts'
import { withLinked } from './linked_rows.ts'
import { localRows } from './local_rows.ts'
import { standing } from './op_state.ts'
import { frozen, type Stamp } from './outbox.ts'
import { overlay } from './overlay.ts'
import type { Head, Host, OpRow, OpState, Write } from './ports.ts'
import { readScenes, withOps, type Scene } from './scene.ts'
import { withQuotes } from './quoted.ts'
import { filesNamed } from './upload_plans.ts'

/** `opened`: the records that opened by themselves with it. */
export type Saved = { ok: true; recordId: string; opSeqs: number[]; opened: string[] } | ({ ok: false } & Denied)

/** Where a record was started from; its command is taken in the same commit and depends on the new record. */
export interface Origin {
  recordId: string
  command?: { verb: string; args: Values; reason?: string }
}

/** A capture of which only the box is kept, bound to the record's id. */
export interface Sealed {
  recordId: string
  box: string
}

/** One capture with everything that is the same however often it has to be planned. */
export interface Occasion {
  host: Host
  author: Author
  stamp: Stamp
  draftId?: string | undefined
}

type Writing = Planned<Saved>

const SEALED = 'sealed'

export async function planCreate(
  occasion: Occasion,
  head: Head,
  kind: string,
  recordId: string,
  values: Values,
  origin?: Origin,
  box?: string,
): Promise<Writing> {
  const { host, author } = occasion
  const definition = host.kind(kind)
  if (definition === undefined) return denied({ refused: 'unknown_kind' })
  const from = origin ? await sceneOf(occasion, head, origin.recordId) : null
  const made = toCreate(definition, recordId, await withQuotes(host, head, definition, values), author)
  const step = origin?.command && from ? await onScene(occasion, head, from, origin.command) : null
  const refusal = [made, step].find((each) => each !== null && isDenied(each))
  if (refusal !== undefined) return denied(refusal as Denied)
  const intents = [{ ...closed(made as Intent, box), deps: from ? creationPending(from) : [] }]
  if (step !== null) intents.push({ ...(step as Intent), deps: [occasion.stamp.opIds[0]!] })
  const created = fresh(recordId)
  return saved(occasion, head, intents, from && step ? [created, from] : [created])
}

/** Judged by what it says, kept as its box alone. */
function closed(intent: Intent, box: string | undefined): Intent {
  return box === undefined ? intent : { ...intent, patch: { [SEALED]: { from: null, to: box } } }
}

function fresh(id: string): Scene {
  return { id, base: undefined, local: undefined, ops: [], conflicts: [] }
}

async function onScene(
  occasion: Occasion,
  head: Head,
  scene: Scene,
  command: NonNullable<Origin['command']>,
): Promise<Intended> {
  const seen = await shownIn(occasion, head, scene, command.args)
  const kind = seen && occasion.host.kind(seen.row.kind)
  if (!seen || !kind) return { refused: seen ? 'unknown_kind' : 'no_such_record' }
  const args = await withQuotes(occasion.host, head, kind, command.args)
  return toCommand(kind, seen, command.verb, args, command.reason, occasion.author)
}

const OPEN: ReadonlySet<OpState> = new Set(['waiting', 'attention'])

/** A record started from one the server has not got yet must not come before it. */
function creationPending(scene: Scene): string[] {
  return scene.ops.filter((op) => op.verb === 'create' && OPEN.has(op.state)).map((op) => op.op_id)
}

export async function planCorrect(
  occasion: Occasion,
  head: Head,
  recordId: string,
  values: Values,
  reason: string,
): Promise<Writing> {
  const meant: Meaning = (kind, seen, typed) => toCorrect(kind, seen, typed, reason, occasion.author)
  return onRecord(occasion, head, recordId, meant, { typed: values })
}

export async function planCommand(
  occasion: Occasion,
  head: Head,
  recordId: string,
  verb: string,
  args: Values,
  reason?: string,
): Promise<Writing> {
  const meant: Meaning = (kind, seen, typed) => toCommand(kind, seen, verb, typed, reason, occasion.author)
  return onRecord(occasion, head, recordId, meant, { typed: args })
}

type Meaning = (kind: NonNullable<ReturnType<Host['kind']>>, seen: Shown, typed: Values) => Intended

async function onRecord(
  occasion: Occasion,
  head: Head,
  recordId: string,
  meant: Meaning,
  { typed = {}, marks = [], writes = [] }: { typed?: Values; marks?: readonly OpRow[]; writes?: readonly Write[] },
): Promise<Writing> {
  const scene = await sceneOf(occasion, head, recordId)
  const seen = await shownIn(occasion, head, scene, typed)
  if (seen === null) return denied({ refused: 'no_such_record' })
  const kind = occasion.host.kind(seen.row.kind)
  if (kind === undefined) return denied({ refused: 'unknown_kind' })
  const intended = meant(kind, seen, await withQuotes(occasion.host, head, kind, typed))
  return isDenied(intended) ? denied(intended) : saved(occasion, head, [intended], [scene], marks, writes)
}

/**
 * Sends a refused operation again with other values. What was blocked by the old one follows the new one. Of a sealed capture
 * nobody knows any more what it said: `values` are all of the new one, `box` holds them.
 */
export async function planReplace(
  occasion: Occasion,
  head: Head,
  opSeq: number,
  values: Values,
  reason?: string,
  box?: string,
): Promise<Writing> {
  const old = await occasion.host.store.get('ops', opSeq)
  if (old === undefined) return denied({ refused: 'no_such_operation' })
  if (old.state !== 'attention' || old.receipt?.verdict !== 'rejected') return denied({ refused: 'not_refused' })
  const before = JSON.parse(old.text) as Operation
  const marked = standing(old, { replaced_by: occasion.stamp.opIds[0]! })
  const definition = occasion.host.kind(old.kind)
  if (box !== undefined && definition !== undefined) {
    const made = createdAgain(toCreate(definition, old.record_id, values, occasion.author), before)
    if (isDenied(made)) return denied(made)
    return saved(occasion, head, [closed({ ...made, replaces: old.op_id }, box)], [fresh(old.record_id)], [marked])
  }
  const then = typedThen(before)
  const changed = Object.fromEntries(
    Object.entries(values).filter(([code, to]) => !equal(then[code] ?? null, to ?? null)),
  )
  const quoted = await withQuotes(occasion.host, head, definition, changed)
  const again: Meaning = (kind, seen, wanted) => {
    const why = reason ?? before.command?.reason
    if (old.verb === 'update') return toCorrect(kind, seen, wanted, why ?? '', occasion.author)
    if (old.verb !== 'create') return toCommand(kind, seen, old.verb, wanted, why, occasion.author)
    return createdAgain(toCreate(kind, old.record_id, wanted, occasion.author), before)
  }
  const meant: Meaning = (...seen) => replacing(again(...seen), old.op_id)
  return onRecord(occasion, head, old.record_id, meant, { typed: { ...then, ...values, ...quoted }, marks: [marked] })
}

/** What the person typed into the refused operation: a correction may name only what it changes of it. */
function typedThen({ patch, command }: Operation): Values {
  if (patch === null) return command?.args ?? {}
  const touched = Object.entries(patch).filter(([, change]) => !equal(change.from, change.to))
  return Object.fromEntries(touched.map(([code, change]) => [code, change.to]))
}

function replacing(intended: Intended, replaces: string): Intended {
  return isDenied(intended) ? intended : { ...intended, replaces }
}

/** A corrected creation tells of the same event: when it happened, and whether that was without a network, stays. */
function createdAgain(intended: Intended, before: Operation): Intended {
  if (isDenied(intended)) return intended
  return { ...intended, command: before.command, happened: { at: before.occurred_at, offset: before.clock_offset } }
}

/** A choice between the values of a conflict. The operation that met it, and an earlier refused choice, are settled with it. */
export async function planResolve(
  occasion: Occasion,
  head: Head,
  conflictId: string,
  choose: Choice,
): Promise<Writing> {
  const conflict = await occasion.host.store.get('conflicts', conflictId)
  if (conflict === undefined) return denied({ refused: 'no_such_conflict' })
  const own = await occasion.host.store.opsOf([conflict.record_id])
  const answered = own.filter((op) => op.state === 'attention' && (op.op_id === conflictId || chose(op, conflictId)))
  const replaced_by = occasion.stamp.opIds[0]!
  const marks = answered.map((op) => standing(op, { replaced_by }))
  // It stands for the operation that met the conflict: what that one held up goes on.
  const meant: Meaning = (kind, seen) => replacing(toResolve(kind, seen, conflict, choose, occasion.author), conflictId)
  const closed: Write = { table: 'conflicts', key: conflictId, value: { ...conflict, resolved_by: replaced_by } }
  return onRecord(occasion, head, conflict.record_id, meant, { marks, writes: [closed] })
}

export function chose(op: OpRow, conflictId: string): boolean {
  return op.verb === 'resolve' && (JSON.parse(op.text) as Operation).command?.args.conflict_id === conflictId
}

async function sceneOf({ host }: Occasion, head: Head, recordId: string): Promise<Scene> {
  const [scene] = await readScenes(host.store, head, [recordId])
  return scene!
}

/**
 * The record as it is shown, with what follows from the records it names once `typed` stands in it; and the base of a new
 * operation on it: the last pending one, or the revision.
 */
async function shownIn({ host }: Occasion, head: Head, scene: Scene, typed: Values): Promise<Shown | null> {
  const { row, tip } = overlay(scene, host.kind(scene.base?.kind ?? scene.ops[0]?.kind ?? ''))
  const seen = row ?? scene.base
  if (seen === undefined) return null
  return { row: await withLinked(host, head, seen, typed), base: tip === null ? { rev: seen.rev } : { after: tip } }
}

const denied = (why: Denied): Writing => ({ plan: null, result: { ok: false, ...why } })

/** One commit: the operations, the rows they make, what they settle, and the draft they came from. */
async function saved(
  occasion: Occasion,
  head: Head,
  intents: readonly Intent[],
  scenes: readonly Scene[],
  marks: readonly OpRow[] = [],
  more: readonly Write[] = [],
): Promise<Writing> {
  const { host, author, stamp, draftId } = occasion
  const asked = await frozen(host, head, author, stamp, intents)
  const free = stamp.opIds.length - intents.length
  const followers = followersOf(host, author, scenes, [...marks, ...asked]).slice(0, free)
  const added = followers.length > 0 ? await frozen(host, head, author, stamp, [...intents, ...followers]) : asked
  const opened = followers.map((follower) => fresh(follower.record_id))
  const ops = [...marks, ...added]
  const files = await filesNamed(host, intents)
  const plan: Plan = {
    reason: `${added.map((op) => op.verb).join(' and ')} captured`,
    head: {
      op_seq: head.op_seq + added.length,
      counts: countsWith(head, marks, added),
      uploads: head.uploads + files.length,
    },
    writes: [
      ...ops.map((op): Write => ({ table: 'ops', key: op.op_seq, value: op })),
      ...localRows(
        [...scenes, ...opened].map((scene) => withOps(scene, ops)),
        host.kind,
        author.name,
      ),
      ...(draftId === undefined ? [] : [{ table: 'drafts', key: draftId, value: null } as const]),
      ...files,
      ...more,
    ],
  }
  const [recordId, opSeqs] = [intents[0]!.record_id, added.map((op) => op.op_seq)]
  return { plan, result: { ok: true, recordId, opSeqs, opened: opened.map((scene) => scene.id) } }
}

/** Marked operations were in a person's hands; new ones wait. */
function countsWith(head: Head, marks: readonly OpRow[], added: readonly OpRow[]): Head['counts'] {
  const settled = marks.map((op) => ['attention', op.state] as const)
  return recounted(head.counts, [...settled, ...added.map((op) => [null, op.state] as const)])
}
