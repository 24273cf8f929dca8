// Pictures and signatures of a record, as the server hands them to whoever may read the record.
import type { ReadFile } from '@/fields'

const NAMED = 'sha256:'

export const readFile: ReadFile = async (name) => {
  const address = `/api/files/${encodeURIComponent(name.replace(NAMED, ''))}`
  const answer = await fetch(address, { credentials: 'same-origin' }).catch(() => null)
  return answer?.ok ? answer.blob() : null
}
