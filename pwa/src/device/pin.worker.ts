// Hashes one PIN away from the page, so that the keypad keeps answering; its memory goes with it.
import type { Bytes } from './bytes'
import { hashPin } from './pin_hash'

addEventListener('message', (event: MessageEvent<{ pin: string; salt: Bytes }>) => {
  const { pin, salt } = event.data
  hashPin(pin, salt).then(
    (hash) => postMessage({ hash }),
    () => postMessage({ hash: null }),
  )
})
