// How often each person captured each kind on this tablet in the last 30 days: numbers only, so that their tiles come first.
import { bankDay } from '@/i18n'

const KEPT = 'lobbybook.captured'
const DAYS = 30
const DAY = 86_400_000

/** Person, then day, then kind. */
type Counts = Record<string, Record<string, Record<string, number>>>

function read(): Counts {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Counts
  } catch {
    return {}
  }
}

export function noteUse(person: string, kind: string, now: number): void {
  const counts = read()
  const oldest = bankDay(now - DAYS * DAY)
  const own = Object.fromEntries(Object.entries(counts[person] ?? {}).filter(([day]) => day > oldest))
  const today = own[bankDay(now)] ?? {}
  own[bankDay(now)] = { ...today, [kind]: (today[kind] ?? 0) + 1 }
  try {
    localStorage.setItem(KEPT, JSON.stringify({ ...counts, [person]: own }))
  } catch {
    // A browser without room for it shows the tiles in the order of the day.
  }
}

/** By kind, of the last 30 days. */
export function usesOf(person: string, now: number): Map<string, number> {
  const oldest = bankDay(now - DAYS * DAY)
  const uses = new Map<string, number>()
  for (const [day, kinds] of Object.entries(read()[person] ?? {}))
    if (day > oldest) for (const [kind, n] of Object.entries(kinds)) uses.set(kind, (uses.get(kind) ?? 0) + n)
  return uses
}
