// Photos and signatures: kept sealed the moment they are taken, shown from here as long as they are here.
import { MAX_FILE_BYTES, PREFIX } from '@sync/attachments.ts'
import type { Engine } from '@sync/client/engine.ts'
import { StoreFailed, type FileUse, type Store, type UploadRow } from '@sync/client/ports.ts'
import { sha256, type Bytes } from './bytes'
import { refused } from './messages'
import type { MakePictures } from '@/pictures/photo_worker'
import type { Outcome } from './tablet'

export const STROKES = 'application/vnd.lobbybook.strokes+json'
const TYPES: Record<FileUse, string> = { photo: 'image/jpeg', signature: STROKES }
const LISTED = 500

export interface Files {
  /** A file of our server by its path; null when it does not give it, or cannot be asked. */
  fetchFile(target: string): Promise<Blob | null>
}

export class Attachments {
  readonly #engine: Engine
  readonly #store: Store
  readonly #server: Files
  readonly #pictures: MakePictures

  constructor(engine: Engine, store: Store, server: Files, pictures: MakePictures) {
    this.#engine = engine
    this.#store = store
    this.#server = server
    this.#pictures = pictures
  }

  async attach(file: Blob, use: FileUse): Promise<Outcome<string>> {
    const { bytes, preview } = await this.#made(file, use)
    if (bytes.length === 0 || bytes.length > MAX_FILE_BYTES) return refused('file_too_large')
    const name = PREFIX + (await sha256(bytes))
    try {
      await this.#engine.attach({ name, use, bytes, preview })
    } catch (error) {
      if (error instanceof StoreFailed) return refused(error.message === 'store_full' ? 'store_full' : 'store_failed')
      throw error
    }
    return { ok: true, value: name }
  }

  async attachment(name: string, { whole = false }: { whole?: boolean } = {}): Promise<Blob | null> {
    const row = await this.#store.get('uploads', name)
    const type = TYPES[row?.use ?? 'photo']
    const blob = await this.#store.get('blobs', name)
    if (blob !== undefined) return new Blob([blob.bytes], { type })
    const preview = await this.#store.get('previews', name)
    const small = preview === undefined ? null : new Blob([preview.bytes], { type })
    if (small !== null && !whole) return small
    const target = `/api/files/${name.slice(PREFIX.length)}`
    return (await this.#server.fetchFile(target).catch(() => null)) ?? small
  }

  uploads(): Promise<UploadRow[]> {
    return this.#store.uploadsIn('waiting', LISTED)
  }

  async #made(file: Blob, use: FileUse): Promise<{ bytes: Bytes; preview: Bytes }> {
    if (use === 'photo') {
      const { bytes, preview } = await this.#pictures(file)
      return { bytes: new Uint8Array(bytes), preview: new Uint8Array(preview) }
    }
    // Strokes are small: the whole of them is what stays to be shown.
    const bytes = new Uint8Array(await file.arrayBuffer())
    return { bytes, preview: bytes }
  }
}
