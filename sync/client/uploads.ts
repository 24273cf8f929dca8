// The lane of the files: after the records and beside them, one file after the other, each from where the server has it.
import { PART_BYTES } from '../attachments.ts'
import type { Trouble } from './answers.ts'
import type { Commits, Planner } from './commits.ts'
import type { Host, UploadRow } from './ports.ts'
import { adding, announcing, asking, tell, type Told } from './upload_answers.ts'
import {
  planAttach,
  planChecked,
  planForget,
  planLetLooseGo,
  planStanding,
  planTrouble,
  type Attached,
} from './upload_plans.ts'

export interface Uploaded {
  requests: number
  /** Files that the server has verified in this run. */
  verified: number
  /** null: the run came to its end; a file of its own may still have met with one, which its row says. */
  trouble: Trouble | null
}

const PAGE = 200
/** A small picture is kept as long as records stay on the tablet, and a little longer. */
const KEPT_DAYS = 40
const DAY = 86_400_000
// These concern the file, not the way to the server: the next file may fare better.
const OWN: ReadonlySet<Trouble> = new Set(['unacceptable', 'server_error', 'refused'])
// The file is sent from its start again.
const FROM_THE_START: ReadonlySet<string | null> = new Set(['file_damaged', 'file_not_announced'])

export class Uploads {
  readonly #host: Host
  readonly #commits: Commits
  readonly #attachedHere = new Set<string>()
  #running: Promise<Uploaded> | null = null
  #epoch = ''

  constructor(host: Host, commits: Commits) {
    this.#host = host
    this.#commits = commits
  }

  async attach(file: Attached): Promise<void> {
    this.#attachedHere.add(file.name)
    const at = new Date(this.#host.now()).toISOString()
    await this.#commits.now(() => planAttach(this.#host.store, file, at))
  }

  /** Rejects for a failing store only. Whoever comes while it runs gets the end of that run. */
  run(): Promise<Uploaded> {
    this.#running ??= this.#run().finally(() => (this.#running = null))
    return this.#running
  }

  async #run(): Promise<Uploaded> {
    const result: Uploaded = { requests: 0, verified: 0, trouble: null }
    const { store } = this.#host
    // What an answer says is true of the epoch in which it was asked for.
    this.#epoch = (await this.#commits.head()).epoch
    for (const row of await store.uploadsIn('waiting', PAGE)) {
      if (await this.#stops(row, await this.#send(row, result), result)) return result
    }
    for (const row of await this.#questionable()) {
      if (await this.#check(row, result)) return result
    }
    await this.#commit(() => planLetLooseGo(store, this.#attachedHere, PAGE))
    const before = new Date(this.#host.now() - KEPT_DAYS * DAY).toISOString()
    await this.#commit(() => planForget(store, before, PAGE))
    return result
  }

  /** The last answer about the file; null when its bytes are not here. */
  async #send(row: UploadRow, result: Uploaded): Promise<Told | null> {
    const blob = await this.#host.store.get('blobs', row.name)
    if (blob === undefined) return null
    let told = await this.#told(row, announcing(row), result)
    let sent = 0
    const part = this.#host.partBytes ?? PART_BYTES
    const most = Math.ceil(row.size / part)
    while (told.ok && told.standing.state === 'receiving' && sent < most) {
      told = await this.#told(row, adding(row.name, blob.bytes, told.standing.offset, part), result)
      sent += 1
    }
    return told
  }

  async #told(row: UploadRow, request: ReturnType<typeof asking>, result: Uploaded): Promise<Told> {
    result.requests += 1
    const told = await tell(this.#host.files, request)
    if (told.ok) {
      await this.#commit((head) => planStanding(this.#host.store, head, this.#epoch, row.name, told.standing))
      if (told.standing.state !== 'receiving') result.verified += 1
    }
    return told
  }

  /** Whether the run ends here; what concerns the file alone is noted at the file. */
  async #stops(row: UploadRow, told: Told | null, result: Uploaded): Promise<boolean> {
    if (told?.ok) return false
    const code = told === null ? 'bytes_missing' : (told.code ?? told.trouble)
    const isNews = told === null || told.code !== null
    const offset = FROM_THE_START.has(code) ? 0 : undefined
    if (isNews) await this.#commit(() => planTrouble(this.#host.store, row.name, code, offset))
    if (told === null || OWN.has(told.trouble)) return false
    result.trouble = told.trouble
    return true
  }

  /** Verified files that must be asked about: their time has come, or the server was restored since. */
  async #questionable(): Promise<UploadRow[]> {
    const { epoch, clock_offset } = await this.#commits.head()
    const now = new Date(this.#host.now() + clock_offset).toISOString()
    const rows = await this.#host.store.uploadsIn('verified', PAGE)
    return rows.filter((row) => row.epoch !== epoch || row.durable_at === null || row.durable_at <= now)
  }

  async #check(row: UploadRow, result: Uploaded): Promise<boolean> {
    result.requests += 1
    const told = await tell(this.#host.files, asking(row.name))
    if (!told.ok && told.code !== 'file_not_announced') {
      result.trouble = told.trouble
      return !OWN.has(told.trouble)
    }
    const standing = told.ok ? told.standing : null
    await this.#commit((head) => planChecked(this.#host.store, head, this.#epoch, row.name, standing))
    return false
  }

  #commit(planner: Planner<undefined>): Promise<undefined> {
    return this.#commits.beside(planner)
  }
}
