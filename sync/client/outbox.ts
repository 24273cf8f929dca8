// Intents become frozen operations at the end of this tablet's queue.
import { freeze, wrongMember, type Operation } from '../operation.ts'
import type { Author, Intent } from './intents.ts'
import type { Definition, Head, Host, OpRow } from './ports.ts'

/** When the capture happened by the tablet's clock, and the name of each of its operations. */
export interface Stamp {
  at: string
  opIds: readonly string[]
}

/** The operations of one capture, in the places after the head's last: gapless, because they are committed with the head. */
export async function frozen(
  host: Pick<Host, 'deviceId' | 'appVersion' | 'sha256' | 'kind'>,
  head: Head,
  author: Author,
  stamp: Stamp,
  intents: readonly Intent[],
): Promise<OpRow[]> {
  const operations = intents.map((intent, index) => operation(host, head, author, stamp, intent, index))
  return Promise.all(operations.map(async (each, index) => row(each, intents[index]!, await host.sha256(freeze(each)))))
}

function operation(
  host: Pick<Host, 'deviceId' | 'appVersion' | 'kind'>,
  head: Head,
  author: Author,
  stamp: Stamp,
  intent: Intent,
  index: number,
): Operation {
  return {
    op_id: stamp.opIds[index]!,
    device_id: host.deviceId,
    op_seq: head.op_seq + 1 + index,
    type: newestType(host.kind(intent.kind), intent.verb),
    record_id: intent.record_id,
    actor_id: author.id,
    grant_id: author.grantId,
    base: intent.base,
    patch: intent.patch,
    command: intent.command,
    deps: intent.deps,
    ...(intent.replaces === undefined ? {} : { replaces: intent.replaces }),
    occurred_at: intent.happened?.at ?? stamp.at,
    clock_offset: intent.happened?.offset ?? head.clock_offset,
    app_version: host.appVersion,
  }
}

function newestType(kind: Definition | undefined, verb: string): string {
  const prefix = `${kind?.code}.${verb}@`
  const versions = (kind?.operations ?? []).filter((type) => type.startsWith(prefix))
  const newest = Math.max(...versions.map((type) => Number(type.slice(prefix.length))))
  if (versions.length === 0) throw new Error(`the definition of ${kind?.code} has no operation ${verb}`)
  return prefix + String(newest)
}

function row(operation: Operation, { kind, verb }: Intent, hash: string): OpRow {
  const { op_seq, op_id, record_id, actor_id, occurred_at } = operation
  const text = freeze(operation)
  const wrong = wrongMember(text)
  // A mistake of the program, found before the capture is shown as saved.
  if (wrong !== null) throw new Error(`an operation with a wrong ${wrong}`)
  const fresh = { state: 'waiting', receipt: null, replaced_by: null, let_go: false } as const
  return { op_seq, op_id, record_id, kind, verb, actor_id, at: occurred_at, text, hash, ...fresh }
}
