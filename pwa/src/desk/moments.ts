// Instants as people at the desk read them: the bank's wall clock (Asia/Shanghai), whatever zone the machine is in.

const ZONE = 'Asia/Shanghai'

const WALL = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

function parts(at: number): Record<string, string> {
  return Object.fromEntries(WALL.formatToParts(at).map((part) => [part.type, part.value]))
}

/** The day in the bank's zone, `2026-11-24`. */
export function dayOf(at: number): string {
  const wall = parts(at)
  return `${wall.year}-${wall.month}-${wall.day}`
}

/** `14:05` today, `11-23 14:05` this year, else `2025-12-31 14:05`. */
export function shortMoment(at: string, now: number): string {
  const wall = parts(Date.parse(at))
  const time = `${wall.hour}:${wall.minute}`
  if (dayOf(Date.parse(at)) === dayOf(now)) return time
  const day = `${wall.month}-${wall.day} ${time}`
  return wall.year === parts(now).year ? day : `${wall.year}-${day}`
}

/** `2026-11-24 14:05`. */
export function fullMoment(at: string): string {
  const wall = parts(Date.parse(at))
  return `${wall.year}-${wall.month}-${wall.day} ${wall.hour}:${wall.minute}`
}
