// A server that answers what a test wrote down, for what a pull has to survive.
import type { Check, Item, PullAnswer, ScopePage } from '../../../sync/client/page.ts'
import type { RecordRow, Transport } from '../../../sync/client/ports.ts'
import { FLOOR } from './fake_server.ts'
import { serverRow, sha256 } from './toy.ts'

export type Script = Partial<PullAnswer> | { status: number; body: unknown }

export class Scripted implements Transport {
  asked: URL[] = []
  readonly #answers: (() => Script)[] = []

  then(...answers: (Script | (() => Script))[]): this {
    this.#answers.push(...answers.map((each) => (typeof each === 'function' ? each : () => each)))
    return this
  }

  send(_method: string, target: string) {
    this.asked.push(new URL(target, 'http://bank'))
    const script = this.#answers.shift()?.() ?? { status: 503, body: { code: 'unavailable' } }
    const times = { sentAt: 1_000, receivedAt: 3_000 }
    return Promise.resolve(
      'status' in script ? { ...script, ...times } : { status: 200, body: answer(script), ...times },
    )
  }

  cursors(request: number): string[] {
    return this.asked[request]!.searchParams.getAll('c')
  }
}

export const answer = (changes: Partial<PullAnswer>): PullAnswer => ({
  epoch: 'E1',
  server_time: '1970-01-01T00:00:12.000Z',
  entitlement: 'rights',
  contract: 'c1',
  reference: 'r1',
  durable_through: 0,
  more: false,
  scopes: [],
  ...changes,
})

export const scope = (from: number, to: number, items: readonly Item[], more: Partial<ScopePage> = {}): ScopePage => ({
  ...{ scope: FLOOR, from, to, head: to, items },
  ...more,
})

export function record(id: string, rev = 1, more: Partial<RecordRow> = {}): Item {
  const { scope: _, ...row } = serverRow({ id, rev, ...more })
  return { t: 'record', ...row }
}

export function check(...held: [string, number][]): Check {
  const lines = held.map(([id, rev]) => `${id}:${rev}\n`).sort()
  return { count: lines.length, hash: sha256(lines.join('')) }
}

/** A first download of these records, complete in one answer. */
export const download = (to: number, ...held: [string, number][]): Partial<PullAnswer> => ({
  scopes: [
    scope(
      0,
      to,
      held.map(([id, rev]) => record(id, rev)),
      { check: check(...held) },
    ),
  ],
})
