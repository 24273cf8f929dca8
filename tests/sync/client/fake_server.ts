// A small server with the contract's shapes: it decides create, update, resolve and commands as plainly as that can be done,
// keeps a feed, and can be restored to an older state. The real one is tested against the real client in tests/simulation.
import { merge } from '../../../sync/merge.ts'
import { typeOf, type Operation } from '../../../sync/operation.ts'
import { commandNamed, nextStatus } from '../../../sync/lifecycle.ts'
import { tookEffect, type Receipt } from '../../../sync/verdict.ts'
import type { Answer, RecordRow, Transport } from '../../../sync/client/ports.ts'
import { groupOf } from '../../../sync/client/effects.ts'
import { START, TOY, serverRow, sha256 } from './toy.ts'

export const FLOOR = 'branch:1:floor'
type Conflict = {
  id: string
  record_id: string
  fields: Record<string, [unknown, unknown, unknown]>
  resolved_by: string | null
}

interface State {
  intake: Map<string, string>
  receipts: Map<string, Receipt>
  rows: Map<string, RecordRow>
  conflicts: Map<string, Conflict>
  /** Position in the feed of everything that changed, by `record:id` or `conflict:id`. */
  feed: Map<string, number>
  seq: number
}

const empty = (): State => ({
  intake: new Map(),
  receipts: new Map(),
  rows: new Map(),
  conflicts: new Map(),
  feed: new Map(),
  seq: 0,
})

export class FakeServer implements Transport {
  state = empty()
  epoch = 'E1'
  entitlement = 'rights'
  pageSize = 1000
  durableThrough = 0
  now = START
  pushes: string[][] = []
  pulls: string[] = []
  /** Answers in the server's place when it returns one. */
  intercept: (method: string, target: string, body?: string) => Answer | null = () => null
  /** Values that are refused, as a rule of a later version would. */
  refuses: (operation: Operation) => boolean = () => false

  send(method: 'GET' | 'POST', target: string, body?: string): Promise<Answer> {
    const early = this.intercept(method, target, body)
    if (early !== null) return Promise.resolve(early)
    const answer = method === 'POST' ? this.#push(body ?? '') : this.#pull(new URL(target, 'http://bank'))
    return Promise.resolve(this.answer(200, JSON.parse(JSON.stringify(answer))))
  }

  answer(status: number, body: unknown): Answer {
    return { status, body, sentAt: this.now, receivedAt: this.now }
  }

  backup(): State {
    return structuredClone(this.state)
  }

  restore(state: State, epoch: string): void {
    this.state = structuredClone(state)
    this.epoch = epoch
  }

  /** A change by somebody else. */
  write(row: RecordRow): void {
    this.state.rows.set(row.id, row)
    this.#announce(`record:${row.id}`)
  }

  /** Somebody at the desk takes the values that stand. */
  resolveElsewhere(conflictId: string): void {
    this.#open({ ...this.state.conflicts.get(conflictId)!, resolved_by: 'desk' })
  }

  #stamp() {
    return { epoch: this.epoch, server_time: new Date(this.now).toISOString(), durable_through: this.durableThrough }
  }

  #push(body: string) {
    const lines = body.split('\n').filter((line) => line !== '')
    this.pushes.push(lines)
    return { ...this.#stamp(), receipts: lines.map((line) => this.#receive(line)) }
  }

  #receive(line: string): Receipt {
    const hash = sha256(line)
    this.state.intake.set(hash, line)
    const known = this.state.receipts.get(hash)
    const receipt =
      known && known.verdict !== 'blocked' && known.verdict !== 'deferred' ? known : this.#decide(line, hash)
    this.state.receipts.set(hash, receipt)
    return receipt
  }

  #decide(line: string, hash: string): Receipt {
    const operation = JSON.parse(line) as Operation
    const { op_id, op_seq, device_id } = operation
    const said = this.#verdict(operation)
    return { op_id, op_seq, device_id, hash, decided_at: new Date(this.now).toISOString(), ...said }
  }

  #verdict(operation: Operation): Pick<Receipt, 'verdict'> & Partial<Receipt> {
    const verb = typeOf(operation.type).verb
    const after = operation.base && 'after' in operation.base ? [operation.base.after] : []
    for (const named of [...after, ...operation.deps]) {
      const receipt = this.#standingFor(named)
      if (receipt === undefined) return { verdict: 'deferred', code: 'missing_dep', waits_for: named }
      if (!tookEffect(receipt)) return { verdict: 'blocked', by: named }
    }
    if (this.refuses(operation)) return { verdict: 'rejected', code: 'not_a_choice', field: 'colour' }
    if (verb === 'create') return this.#create(operation)
    const row = this.state.rows.get(operation.record_id)
    if (row === undefined) return { verdict: 'rejected', code: 'no_such_record' }
    if (verb === 'update') return this.#update(operation, row)
    if (verb === 'resolve') return this.#resolve(operation, row)
    const command = commandNamed(TOY.life_cycle, verb)
    if (!command?.from.includes(row.status)) return { verdict: 'rejected', code: 'wrong_status', field: 'status' }
    return this.#written(row, { ...operation.command!.args }, nextStatus(command, row.status))
  }

  #standingFor(opId: string): Receipt | undefined {
    const all = [...this.state.intake.values()].map((line) => JSON.parse(line) as Operation)
    let standing = opId
    for (let next = all.find((each) => each.replaces === standing); next;) {
      standing = next.op_id
      next = all.find((each) => each.replaces === standing)
    }
    return [...this.state.receipts.values()].find((receipt) => receipt.op_id === standing)
  }

  #create(operation: Operation): Pick<Receipt, 'verdict'> & Partial<Receipt> {
    if (this.state.rows.has(operation.record_id)) return { verdict: 'rejected', code: 'record_exists' }
    const values = Object.fromEntries(Object.entries(operation.patch!).map(([code, change]) => [code, change.to]))
    const no = `TY-${this.state.rows.size + 1}`
    this.write(serverRow({ id: operation.record_id, no, values, at: operation.occurred_at }))
    return { verdict: 'applied', rev: 1, no }
  }

  #update(operation: Operation, row: RecordRow): Pick<Receipt, 'verdict'> & Partial<Receipt> {
    const merged = merge(operation.patch!, row.values, row.values, (code) => groupOf(TOY, code))
    const fields = Object.keys(merged.conflicts).sort()
    const wrote = Object.keys(merged.set).length > 0 ? this.#written(row, merged.set, row.status) : null
    if (fields.length === 0) return wrote ?? { verdict: 'applied', rev: row.rev }
    this.#open({ id: operation.op_id, record_id: row.id, fields: merged.conflicts, resolved_by: null })
    return { ...wrote, verdict: 'conflict', fields, conflict_id: operation.op_id }
  }

  #resolve(operation: Operation, row: RecordRow): Pick<Receipt, 'verdict'> & Partial<Receipt> {
    const args = operation.command!.args as { conflict_id: string; choose: Record<string, 'base' | 'mine' | 'theirs'> }
    const conflict = this.state.conflicts.get(args.conflict_id)
    if (conflict?.resolved_by !== null) return { verdict: 'rejected', code: 'conflict_resolved' }
    this.#open({ ...conflict, resolved_by: operation.op_id })
    const values = Object.entries(conflict.fields).map(([code, [base, mine, theirs]]) => {
      return [code, { base, mine, theirs }[args.choose[code]!]] as const
    })
    return this.#written(row, Object.fromEntries(values), row.status)
  }

  #written(row: RecordRow, values: object, status: string): { verdict: 'applied'; rev: number } {
    const kept = Object.entries({ ...row.values, ...values }).filter(([, value]) => value !== null)
    this.write({ ...row, rev: row.rev + 1, status, values: Object.fromEntries(kept) })
    return { verdict: 'applied', rev: row.rev + 1 }
  }

  #open(conflict: Conflict): void {
    this.state.conflicts.set(conflict.id, conflict)
    this.#announce(`conflict:${conflict.id}`)
  }

  #announce(key: string): void {
    this.state.seq += 1
    this.state.feed.set(key, this.state.seq)
  }

  #pull(url: URL) {
    this.pulls.push(url.search)
    const isKnown = url.searchParams.get('epoch') === this.epoch
    const cursors = new Map(url.searchParams.getAll('c').map((each) => each.split('~') as [string, string]))
    const from = isKnown ? Number(cursors.get(FLOOR) ?? 0) : 0
    const due = [...this.state.feed].filter(([, seq]) => seq > from).sort(([, a], [, b]) => a - b)
    const page = due.slice(0, this.pageSize)
    const more = due.length > page.length
    const to = more ? page.at(-1)![1] : this.state.seq
    const check = url.searchParams.get('verify') === '1' && !more ? { check: this.#check() } : {}
    const scope = {
      scope: FLOOR,
      from,
      to,
      head: this.state.seq,
      items: page.map(([key]) => this.#item(key)),
      ...check,
    }
    return { ...this.#stamp(), entitlement: this.entitlement, contract: 'c1', reference: 'r1', more, scopes: [scope] }
  }

  #check() {
    const lines = [...this.state.rows.values()].map((row) => `${row.id}:${row.rev}\n`).sort()
    return { count: lines.length, hash: sha256(lines.join('')) }
  }

  #item(key: string) {
    const [type, id] = key.split(':') as ['record' | 'conflict', string]
    if (type === 'conflict')
      return { t: 'conflict', kind: 'toy', actor_id: 'x', at: '', ...this.state.conflicts.get(id)! }
    const row = this.state.rows.get(id)
    if (row === undefined) return { t: 'gone', id }
    const { scope: _, ...item } = row
    return { t: 'record', ...item }
  }
}
