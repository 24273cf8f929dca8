// Hands a file to the browser's own downloads, under the name the server gave it.
import type { ReceivedFile } from '@/api/client'

export function saveFile(file: ReceivedFile): void {
  const address = URL.createObjectURL(file.content)
  const link = document.createElement('a')
  link.href = address
  link.download = file.name
  link.click()
  // The download has taken hold of the content by the next turn; before that, Safari would save nothing.
  setTimeout(() => URL.revokeObjectURL(address), 0)
}
