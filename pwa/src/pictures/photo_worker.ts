// Photos made small and bare of metadata before anybody keeps them, in a worker of their own (photo.worker.ts).

/** JPEGs. `isReadable` is false when the picture could not be read and these say so in its place. */
export interface Pictures {
  bytes: ArrayBuffer
  preview: ArrayBuffer
  isReadable: boolean
}

export type MakePictures = (photo: Blob) => Promise<Pictures>

export const makePicturesInWorker: MakePictures = (photo) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./photo.worker.ts', import.meta.url), { type: 'module' })
    const ended = (end: () => void) => {
      worker.terminate()
      end()
    }
    worker.onerror = () => ended(() => reject(new Error('the photo could not be made')))
    worker.onmessage = ({ data }: MessageEvent<Pictures | null>) =>
      ended(() => (data === null ? reject(new Error('the photo could not be made')) : resolve(data)))
    worker.postMessage(photo)
  })
