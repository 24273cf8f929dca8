// Everything that lives while the data is open: the engine over its sealed store, and what keeps it in step. Closing it
// forgets the key and all plain text.
import { skewed } from '@sync/clock.ts'
import { Engine } from '@sync/client/engine.ts'
import type { Head, Host, Transport, Write } from '@sync/client/ports.ts'
import { kindOf, wholeContract } from '@/contract'
import { occasionOf } from '@/reference/occasion'
import { startedBy } from '@/start_values'
import { version } from '../../../package.json'
import { Attachments } from './attachments'
import { sha256 } from './bytes'
import { Captures } from './captures'
import { DayBook } from './day_book'
import { Hints } from './hints'
import type { Enrolled } from './identity'
import { IndexedDbStore } from './indexeddb_store'
import { LastUsed } from './last_used'
import { Marking } from './marker'
import { NoticeSource } from './notice_source'
import { Notes } from './notes'
import { makePicturesInWorker } from '@/pictures/photo_worker'
import type { Profile } from './profile'
import { Readings } from './readings'
import { ReferenceStore } from './reference_store'
import { NameScreening } from './screening'
import { Seal } from './sealing'
import { SearchFeed, recordsOf } from './search_feed'
import { asked, type Session } from './session'
import { GuardedTransport, type SessionCheck } from './session_check'
import type { Board } from './state'
import { Syncing } from './syncing'
import type { Tabs } from './tabs'
import { uuid7 } from './uuid7'
import type { Wire } from './wire'

export interface Around {
  database: IDBDatabase
  enrolled: Enrolled
  wire: Wire
  board: Board
  tabs: Tabs
  session: Session
  check: SessionCheck
  profile: () => Profile
}

export { wholeContract }

/** More changed records than this are not named to other tabs. */
const NAMEABLE = 500
const COUNTED_AFTER = 300

export class Workspace {
  readonly #around: Around
  readonly #seal: Seal
  readonly #store: IndexedDbStore
  readonly #engine: Engine
  readonly #search: SearchFeed
  readonly book: DayBook
  readonly reference: ReferenceStore
  readonly lastUsed: LastUsed
  readonly captures: Captures
  readonly attachments: Attachments
  readonly screening: NameScreening
  readonly readings: Readings
  readonly syncing: Syncing
  readonly hints = new Hints()
  readonly #notes: Notes
  readonly #marking = new Marking()
  #head: Head | null = null
  #received: number
  #ended = false
  #counting: ReturnType<typeof setTimeout> | undefined

  static async open(around: Around, dataKey: CryptoKey): Promise<Workspace> {
    const workspace = new Workspace(around, new Seal(dataKey))
    // Who has less than the whole contract still gets in: what judges by it waits for it and says so.
    const informed = wholeContract().catch(() => undefined)
    await Promise.all([workspace.reference.load(), workspace.lastUsed.load(), workspace.#refresh(), informed])
    void workspace.#readDay()
    return workspace
  }

  private constructor(around: Around, seal: Seal) {
    const { database, enrolled, wire, board, check, profile, tabs } = around
    const device = { id: enrolled.device_id, no: enrolled.device_no }
    this.#around = around
    this.#seal = seal
    this.#received = wire.received
    this.#store = new IndexedDbStore(database, seal, (writes) => this.#committed(writes))
    this.#engine = new Engine(
      hostOf(this.#store, around, {
        started: (before, after) => startedBy(before, after, this.reference.index),
        occasion: (at) => occasionOf(at, this.reference.index),
      }),
    )
    const notes = new Notes(database, seal)
    this.#notes = notes
    this.reference = new ReferenceStore(notes, (target) => asked(wire, 'GET', target))
    this.lastUsed = new LastUsed(notes, profile().person.id)
    this.book = new DayBook(this.#store, device.no)
    this.#search = new SearchFeed(this.#store, () => this.#engine.head(), this.reference.index, device, {
      seen: (table, rows) => this.book.seen(table, rows),
      walked: (table) => {
        this.book.walked(table)
        board.announce()
      },
    })
    this.captures = new Captures(
      this.#engine,
      profile,
      () => board.state.online,
      () => this.#head?.clock_offset ?? 0,
      enrolled.seal_keys ?? {},
    )
    this.screening = new NameScreening(this.reference.index, enrolled.list_key ?? '', () => board.state.lastContact)
    this.readings = new Readings(this.#engine, this.#store, this.#search, device.no)
    this.attachments = new Attachments(this.#engine, this.#store, wire, makePicturesInWorker)
    const renamed = () => this.#search.rebuild()
    const reachable = async () => board.state.online || wire.probe()
    const lock = `${database.name}-leader`
    this.syncing = new Syncing(lock, this.#engine, board, check, this.reference, tabs, renamed, reachable, this.hints)
  }

  /** What the person is told in the role in which they are now. */
  notices(): NoticeSource {
    const { session, check, profile } = this.#around
    return new NoticeSource(this.#notes, session, check, this.hints, profile().person)
  }

  close(): void {
    this.#ended = true
    clearTimeout(this.#counting)
    this.syncing.end()
    this.#search.end()
    this.#marking.end()
    // Begun with the key, which is forgotten next.
    this.lastUsed.end()
    this.#seal.forget()
    this.reference.index.load([])
  }

  /** Another tab has committed. */
  async changedElsewhere(ids: readonly string[] | null): Promise<void> {
    if (ids === null) this.#search.rebuild()
    else this.#search.touched(ids)
    await Promise.all([this.#refresh(), ids === null ? this.#readDay() : this.book.reread(ids)])
    this.#around.board.announce()
  }

  async #readDay(): Promise<void> {
    await this.book.read(this.#head ?? (await this.#engine.head()))
    if (!this.#ended) this.#around.board.announce()
  }

  noteUse(kind: string, values: Readonly<Record<string, unknown>>): void {
    const fields = kindOf(kind)?.quick?.last_used ?? []
    this.lastUsed.note(kind, fields, values)
  }

  #committed(writes: readonly Write[]): void {
    const head = writes.find((write) => write.table === 'head')?.value
    if (!head || this.#ended) return
    const changed = recordsOf(writes, this.#head, head)
    const ids = changed !== null && changed.length <= NAMEABLE ? changed : null
    if (changed === null) this.#search.rebuild()
    else this.#search.touched(changed)
    this.#around.tabs.tell({ say: 'changed', ids })
    this.#show(head)
    if (!this.book.committed(writes, head)) void this.#readDay()
    const tables = new Set<string>(writes.map(({ table }) => table))
    // A draft is saved with every pause in typing; that alone is news to nobody.
    if (['base0', 'base1', 'local', 'ops', 'conflicts', 'uploads'].some((table) => tables.has(table)))
      this.#around.board.announce()
    if (['drafts', 'conflicts', 'ops'].some((table) => tables.has(table))) this.#countSoon()
  }

  /** The small counts are read, and no row waits to be shown for that. */
  #countSoon(): void {
    if (this.#counting !== undefined) return
    this.#counting = setTimeout(() => {
      this.#counting = undefined
      void this.#countSmall().catch(() => undefined)
    }, COUNTED_AFTER)
  }

  async #refresh(): Promise<void> {
    this.#show(await this.#engine.head())
    await this.#countSmall()
  }

  #show(head: Head): void {
    const { board, enrolled, wire } = this.#around
    const { waiting } = head.counts
    if (head.bootstrap === null) this.#received = wire.received
    this.#head = head
    this.#marking.note(enrolled, { waiting, lastContact: head.last_contact })
    board.set({
      counts: { ...board.state.counts, ...head.counts, uploads: head.uploads },
      lastContact: head.last_contact,
      skew: skewed(head.clock_offset) ? head.clock_offset : null,
      bootstrap: head.bootstrap && { rows: head.bootstrap.rows, bytes: wire.received - this.#received },
    })
  }

  async #countSmall(): Promise<void> {
    const { board, profile } = this.#around
    const [drafts, conflicts] = await Promise.all([
      this.readings.drafts(profile().person.id),
      this.readings.conflictsBeside(),
    ])
    board.set({ counts: { ...board.state.counts, drafts: drafts.length, conflicts } })
  }
}

type Asked = Pick<Host, 'started' | 'occasion'>

function hostOf(store: IndexedDbStore, { wire, check, enrolled }: Around, asked: Asked): Host {
  return {
    store,
    transport: informed(new GuardedTransport(wire, check)),
    files: wire,
    now: () => Date.now(),
    uuid7,
    sha256,
    kind: (code) => kindOf(code) ?? undefined,
    ...asked,
    appVersion: version,
    deviceId: enrolled.device_id,
  }
}

/** What an answer says of a record is understood by the whole of its kind. */
function informed(transport: Transport): Transport {
  return {
    send: async (method, target, body) => {
      await wholeContract()
      return transport.send(method, target, body)
    },
  }
}
