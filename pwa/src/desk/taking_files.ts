// Pictures of one form at the desk: they stay in the page until the form is sent, and go to the server just before it, so that
// nothing lies there that no record names. A signature is drawn on a tablet.
import { provide, ref, type Ref } from 'vue'
import { MAX_FILE_BYTES, PREFIX, namedFiles } from '@sync/attachments.ts'
import { ApiError } from '@/api/error'
import type { Kind, Values } from '@/contract'
import { FORM_WORLD, useFormWorld, type Attached, type FormWorld } from '@/fields'
import { makePicturesInWorker } from '@/pictures/photo_worker'
import type { DeskState } from './desk_state'
import { n } from './new_texts'
import { upload } from './uploads'

/** The server did not take a picture of this field. */
export class NotSent extends Error {
  readonly field: string
  override readonly cause: ApiError

  constructor(field: string, cause: ApiError) {
    super(cause.code)
    this.field = field
    this.cause = cause
  }
}

export interface TakingFiles {
  world: FormWorld
  /** What is being sent now, in words; empty while nothing is. */
  sending: Ref<string>
  /** Sends those that these values name and the server has not been given. Rejects with NotSent. */
  send(kind: Kind, values: Values): Promise<void>
}

export function useTakingFiles(desk: DeskState): TakingFiles {
  const around = useFormWorld()
  const held = new Map<string, Blob>()
  const sending = ref('')

  const world: FormWorld = {
    ...around,
    attachable: ['photo'],
    withoutCamera: true,
    attach: async (photo) => {
      const { bytes } = await makePicturesInWorker(photo)
      if (bytes.byteLength > MAX_FILE_BYTES) return tooLarge
      const name = PREFIX + hex(await crypto.subtle.digest('SHA-256', bytes))
      held.set(name, new Blob([bytes], { type: 'image/jpeg' }))
      return { ok: true, value: name }
    },
    attachment: async (name) => held.get(name) ?? (await around.attachment?.(name)) ?? null,
  }
  provide(FORM_WORLD, world)

  async function send(kind: Kind, values: Values): Promise<void> {
    const waiting = kind.fields.flatMap((field) =>
      namedFiles([field], values).flatMap((name) => (held.has(name) ? [{ name, field: field.code }] : [])),
    )
    try {
      for (const [place, { name, field }] of waiting.entries()) {
        sending.value = n('sending', { n: place + 1, of: waiting.length })
        await upload(desk.session.api, name, held.get(name)!).catch((failure: unknown) => {
          throw failure instanceof ApiError ? new NotSent(field, failure) : failure
        })
      }
    } finally {
      sending.value = ''
    }
  }

  return { world, sending, send }
}

const tooLarge: Attached = {
  ok: false,
  problem: { message: { zh: '照片过大，请换一张。', en: 'The picture is too large; choose another.' } },
}

function hex(digest: ArrayBuffer): string {
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
