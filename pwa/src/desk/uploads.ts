// Pictures on their way from the desk to the server: in parts, each file from where the server already has it (tus 1.0).
import { PART_BYTES, PREFIX } from '@sync/attachments.ts'
import type { ApiClient } from '@/api/client'
import { ApiError } from '@/api/error'

const PLACE = '/api/uploads'
/** The server says these when what it has is no beginning of this file any more: it is sent again from there, once. */
const AGAIN: ReadonlySet<string> = new Set(['offset_differs', 'file_damaged', 'file_not_announced'])

/** Resolves once the server has the whole file and has found its hash right. Rejects with an ApiError. */
export async function upload(api: ApiClient, name: string, bytes: Blob): Promise<void> {
  try {
    await sent(api, name, bytes)
  } catch (failure) {
    if (!(failure instanceof ApiError) || !AGAIN.has(failure.code)) throw failure
    await sent(api, name, bytes)
  }
}

async function sent(api: ApiClient, name: string, bytes: Blob): Promise<void> {
  const sha256 = name.slice(PREFIX.length)
  const metadata = Object.entries({ sha256, use: 'photo' }).map(([key, value]) => `${key} ${btoa(value)}`)
  const announcing = { 'Upload-Length': String(bytes.size), 'Upload-Metadata': metadata.join(',') }
  let standing = await api.lane('POST', PLACE, announcing)
  while (standing.get('Upload-State') === 'receiving') {
    const offset = Number(standing.get('Upload-Offset'))
    const adding = { 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' }
    standing = await api.lane('PATCH', `${PLACE}/${sha256}`, adding, bytes.slice(offset, offset + PART_BYTES))
  }
}
