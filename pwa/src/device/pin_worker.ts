import type { Bytes } from './bytes'
import type { PinHash } from './pin_hash'

export const hashPinInWorker: PinHash = (pin, salt) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./pin.worker.ts', import.meta.url), { type: 'module' })
    const failed = () => {
      worker.terminate()
      reject(new Error('the PIN could not be hashed'))
    }
    worker.onerror = failed
    worker.onmessage = (event: MessageEvent<{ hash: Bytes | null }>) => {
      if (event.data.hash === null) return failed()
      worker.terminate()
      resolve(event.data.hash)
    }
    worker.postMessage({ pin, salt })
  })
