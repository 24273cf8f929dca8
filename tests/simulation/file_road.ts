// The way of a tablet's files to the bank: every request waits for the scheduler, apart from those of the records.
import { Unreachable, type FileAnswer, type FileRequest } from '../../sync/client/ports.ts'
import type { Tell, TabletMessage } from './messages.ts'

interface Waiting {
  resolve(answer: FileAnswer): void
  reject(error: Error): void
}

export class FileRoad {
  private readonly waiting = new Map<number, Waiting>()
  private numbers = 0
  private readonly tell: Tell

  constructor(tell: Tell) {
    this.tell = tell
  }

  send({ method, target, headers, body }: FileRequest): Promise<FileAnswer> {
    return new Promise((resolve, reject) => {
      const request = (this.numbers += 1)
      this.waiting.set(request, { resolve, reject })
      const sent = Buffer.from(body ?? new Uint8Array()).toString('base64')
      this.tell({ what: 'file', request, method, target, headers, body: sent })
    })
  }

  hear(message: Extract<TabletMessage, { do: 'file_answer' | 'file_unreachable' }>): void {
    const waiting = this.waiting.get(message.request)
    this.waiting.delete(message.request)
    if (message.do === 'file_unreachable') waiting?.reject(new Unreachable())
    else waiting?.resolve({ status: message.status, headers: message.headers, body: message.body })
  }

  /** The process that waited is no more. */
  forget(): void {
    this.waiting.clear()
  }
}
