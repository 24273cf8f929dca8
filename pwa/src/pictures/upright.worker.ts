// Reads a photo and makes it as small as it is kept, away from the page: twelve megapixels would hold up its frames.
import { LONGEST, within } from './sizes'

addEventListener('message', (event: MessageEvent<Blob>) => {
  void upright(event.data).then(
    (bitmap) => postMessage(bitmap, { transfer: [bitmap] }),
    () => postMessage(null),
  )
})

async function upright(photo: Blob): Promise<ImageBitmap> {
  const bitmap = await createImageBitmap(photo, { imageOrientation: 'from-image' })
  const { width, height } = within(bitmap, LONGEST)
  const canvas = new OffscreenCanvas(width, height)
  const pen = canvas.getContext('2d', { alpha: false })!
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(bitmap, 0, 0, width, height)
  bitmap.close()
  return canvas.transferToImageBitmap()
}
