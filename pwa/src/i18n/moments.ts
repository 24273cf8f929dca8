// Moments as people read them, by the bank's clock (Asia/Shanghai) wherever the tablet thinks it is.
import { language } from './language'

const ZONE = 'Asia/Shanghai'
const MINUTE = 60_000
/** Shanghai has had no summer time since 1991; lists ask for the day of every row, and a formatter takes its time. */
const AHEAD_OF_UTC = 8 * 60 * MINUTE

/** Kept, because making one takes as long as using it a hundred times, and lists use it for every row. */
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = locale + JSON.stringify(options)
  const known = formatters.get(name) ?? new Intl.DateTimeFormat(locale, { timeZone: ZONE, ...options })
  formatters.set(name, known)
  return known
}

function format(options: Intl.DateTimeFormatOptions, at: string | number): string {
  const locale = language.value === 'en' ? 'en-GB' : 'zh-CN'
  return formatter(locale, { hourCycle: 'h23', ...options }).format(new Date(at))
}

/** `09:05` */
export function clock(at: string | number): string {
  return format({ hour: '2-digit', minute: '2-digit' }, at)
}

/** `2026-11-24`: the bank's day an instant falls on. */
export function bankDay(at: string | number): string {
  return new Date(new Date(at).getTime() + AHEAD_OF_UTC).toISOString().slice(0, 10)
}

/** `11月24日 周二` */
export function dayTitle(at: string | number): string {
  const day = format({ month: 'long', day: 'numeric' }, at)
  const weekday = format({ weekday: 'short' }, at)
  return language.value === 'en' ? `${weekday} ${day}` : `${day} ${weekday}`
}

/** `2026年11月24日` */
export function longDay(at: string | number): string {
  return format({ year: 'numeric', month: 'long', day: 'numeric' }, at)
}

/** The clock for today, the day as well for any other. */
export function dayAndClock(at: string, now: number): string {
  if (bankDay(at) === bankDay(now)) return clock(at)
  const year = bankDay(at).slice(0, 4) === bankDay(now).slice(0, 4) ? {} : ({ year: 'numeric' } as const)
  return `${format({ ...year, month: 'numeric', day: 'numeric' }, at)} ${clock(at)}`
}

/** The clock for today, the day alone for any other: where there is room for one of them. */
export function clockOrDay(at: string, now: number): string {
  return bankDay(at) === bankDay(now) ? clock(at) : format({ month: 'numeric', day: 'numeric' }, at)
}

/** A length of time in the largest unit that says enough: `50 分`, `3 小时`, `2 天`. */
export function span(milliseconds: number): string {
  const minutes = Math.max(1, Math.round(Math.abs(milliseconds) / MINUTE))
  const english = language.value === 'en'
  if (minutes < 60) return english ? `${minutes} min` : `${minutes} 分钟`
  const hours = Math.round(minutes / 60)
  if (hours < 48) return english ? `${hours} h` : `${hours} 小时`
  const days = Math.round(hours / 24)
  return english ? `${days} days` : `${days} 天`
}

export function ago(at: string, now: number): string {
  const passed = now - Date.parse(at)
  if (passed < MINUTE) return language.value === 'en' ? 'just now' : '刚刚'
  return language.value === 'en' ? `${span(passed)} ago` : `${span(passed)}前`
}

/** How long there still is, or how long it is overdue. */
export function until(at: string, now: number): { late: boolean; text: string } {
  const left = Date.parse(at) - now
  const late = left < 0
  if (language.value === 'en') return { late, text: late ? `${span(left)} overdue` : `${span(left)} left` }
  return { late, text: late ? `逾期 ${span(left)}` : `还有 ${span(left)}` }
}
