// How much time a ticket has left, as people say it. Time is an argument: the page ticks, this only reads.

export type DueTone = 'overdue' | 'soon' | 'calm' | 'none'

export interface DueClock {
  tone: DueTone
  zh: string
  en: string
}

/** Below this a ticket is amber: half an hour is the shortest turnaround a department has. */
export const SOON_MINUTES = 30
const HOUR = 60
const DAY = 24 * HOUR

/** The clock of an open ticket at `now` (milliseconds since 1970). */
export function dueClock(dueAt: string | null, now: number): DueClock {
  if (dueAt === null) return { tone: 'none', zh: '无时限', en: 'No due time' }
  const minutes = (Date.parse(dueAt) - now) / 60_000
  if (minutes <= 0) {
    const late = Math.floor(-minutes)
    return { tone: 'overdue', zh: `逾期 ${spanZh(late)}`, en: `${spanEn(late)} overdue` }
  }
  const left = Math.ceil(minutes)
  return { tone: left <= SOON_MINUTES ? 'soon' : 'calm', zh: `还有 ${spanZh(left)}`, en: `${spanEn(left)} left` }
}

function spanZh(minutes: number): string {
  if (minutes < HOUR) return `${minutes} 分`
  if (minutes < DAY) return joined(`${Math.floor(minutes / HOUR)} 小时`, minutes % HOUR, ' 分')
  return joined(`${Math.floor(minutes / DAY)} 天`, Math.floor((minutes % DAY) / HOUR), ' 小时')
}

function spanEn(minutes: number): string {
  if (minutes < HOUR) return `${minutes} min`
  if (minutes < DAY) return joined(`${Math.floor(minutes / HOUR)} h`, minutes % HOUR, ' min')
  return joined(`${Math.floor(minutes / DAY)} d`, Math.floor((minutes % DAY) / HOUR), ' h')
}

function joined(whole: string, rest: number, unit: string): string {
  return rest === 0 ? whole : `${whole} ${rest}${unit}`
}
