// Searches away from the page. Ending this worker is how the plain text it holds is dropped.
import { SearchLines, type Line } from './search_lines'

export type Question =
  | { type: 'put'; lines: readonly Line[] }
  | { type: 'remove'; ids: readonly string[] }
  | { type: 'find'; number: number; query: string; limit: number }
export interface Reply {
  number: number
  ids: string[]
}

const lines = new SearchLines()

addEventListener('message', ({ data }: MessageEvent<Question>) => {
  if (data.type === 'put') lines.put(data.lines)
  else if (data.type === 'remove') lines.remove(data.ids)
  else postMessage({ number: data.number, ids: lines.find(data.query, data.limit) } satisfies Reply)
})
