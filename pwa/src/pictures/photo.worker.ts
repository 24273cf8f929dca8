// Makes a photo small away from the page, so that no frame is late. Drawing it anew leaves its metadata behind: no place, no device.
import { MAX_FILE_BYTES } from '@sync/attachments.ts'
import type { Pictures } from './photo_worker'
import { LONGEST, PREVIEW_LONGEST, QUALITIES, within, type Size } from './sizes'

type Source = ImageBitmap | OffscreenCanvas
const UNREADABLE: Size = { width: 800, height: 600 }

addEventListener('message', (event: MessageEvent<Blob>) => {
  made(event.data).then(
    (pictures) => postMessage(pictures),
    () => postMessage(null),
  )
})

async function made(photo: Blob): Promise<Pictures> {
  // Turned as its EXIF says: what is stored stands upright without it.
  const bitmap = await createImageBitmap(photo, { imageOrientation: 'from-image' }).catch(() => null)
  const source: Source = bitmap ?? unreadable(photo)
  const whole = drawn(source, LONGEST)
  const pictures = { bytes: await smallEnough(whole), preview: await jpeg(drawn(whole, PREVIEW_LONGEST), QUALITIES[0]) }
  bitmap?.close()
  return { ...pictures, isReadable: bitmap !== null }
}

function drawn(source: Source, longest: number): OffscreenCanvas {
  const { width, height } = within(source, longest)
  const canvas = new OffscreenCanvas(width, height)
  const pen = canvas.getContext('2d', { alpha: false })!
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(source, 0, 0, width, height)
  return canvas
}

async function smallEnough(canvas: OffscreenCanvas): Promise<ArrayBuffer> {
  for (const quality of QUALITIES) {
    const bytes = await jpeg(canvas, quality)
    if (bytes.byteLength <= MAX_FILE_BYTES) return bytes
  }
  throw new Error('a picture that cannot be made small')
}

async function jpeg(canvas: OffscreenCanvas, quality: number): Promise<ArrayBuffer> {
  return (await canvas.convertToBlob({ type: 'image/jpeg', quality })).arrayBuffer()
}

/** Stands in the picture's place and says what was there: a record with a hole would not. */
function unreadable({ type, size }: Blob): OffscreenCanvas {
  const canvas = new OffscreenCanvas(UNREADABLE.width, UNREADABLE.height)
  const pen = canvas.getContext('2d', { alpha: false })!
  pen.fillStyle = '#e7e9ec'
  pen.fillRect(0, 0, UNREADABLE.width, UNREADABLE.height)
  pen.fillStyle = '#3a4250'
  pen.textAlign = 'center'
  const lines = [
    '照片无法读取',
    'This picture could not be read',
    `${type || '?'} · ${size} B`,
    new Date().toISOString(),
  ]
  lines.forEach((line, row) => {
    pen.font = `${row === 0 ? 48 : 28}px sans-serif`
    pen.fillText(line, UNREADABLE.width / 2, 200 + row * 70)
  })
  return canvas
}
