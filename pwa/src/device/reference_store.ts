// Reference data on the tablet: sets named by their content, so only a set that changed is fetched again.
import { ReferenceIndex, type ReferenceSet } from '@/reference'
import type { Notes } from './notes'
import type { Outcome } from './tablet'

interface Manifest {
  version: string
  sets: readonly { name: string; hash: string; count: number }[]
}
export type Fetching = <T>(target: string) => Promise<Outcome<T>>

const MANIFEST = 'reference'
const noteOf = (hash: string) => `set:${hash}`

export class ReferenceStore {
  readonly #notes: Notes
  readonly #fetching: Fetching
  readonly index = new ReferenceIndex()

  constructor(notes: Notes, fetching: Fetching) {
    this.#notes = notes
    this.#fetching = fetching
  }

  async load(): Promise<void> {
    const manifest = await this.#notes.read<Manifest>(MANIFEST)
    if (manifest === null) return
    const sets = await Promise.all(manifest.sets.map(({ hash }) => this.#notes.read<ReferenceSet>(noteOf(hash))))
    this.index.load(
      sets.filter((set) => set !== null),
      manifest.version,
    )
  }

  /** Whether another version is loaded now. What cannot be fetched leaves the whole former version in place. */
  async follow(version: string): Promise<boolean> {
    if (version === '' || version === this.index.version) return false
    const manifest = await this.#fetching<Manifest>('/api/reference')
    if (!manifest.ok || manifest.value.version === this.index.version) return false
    for (const { hash } of manifest.value.sets) if (!(await this.#have(hash))) return false
    await this.#notes.write(MANIFEST, manifest.value)
    await this.load()
    await this.#dropOthers(manifest.value)
    return true
  }

  async #have(hash: string): Promise<boolean> {
    if ((await this.#notes.names(noteOf(hash))).length > 0) return true
    const set = await this.#fetching<ReferenceSet>(`/api/reference/sets/${hash}`)
    if (set.ok) await this.#notes.write(noteOf(hash), set.value)
    return set.ok
  }

  async #dropOthers({ sets }: Manifest): Promise<void> {
    const wanted = new Set(sets.map(({ hash }) => noteOf(hash)))
    for (const name of await this.#notes.names('set:')) if (!wanted.has(name)) await this.#notes.drop(name)
  }
}
