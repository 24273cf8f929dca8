/** The photo standing upright and no larger than it is kept; null when it cannot be read. */
export function upright(photo: Blob): Promise<ImageBitmap | null> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./upright.worker.ts', import.meta.url), { type: 'module' })
    const ended = (bitmap: ImageBitmap | null) => {
      worker.terminate()
      resolve(bitmap)
    }
    worker.onerror = () => ended(null)
    worker.onmessage = ({ data }: MessageEvent<ImageBitmap | null>) => ended(data)
    worker.postMessage(photo)
  })
}
