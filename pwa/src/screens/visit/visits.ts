// The visits of a day: the records of the kind that calls itself the spine, and what hangs on each by a field that names it.
import { capturable, contract, stateOf, type Field, type Kind } from '@/contract'
import type { Shown } from '@/device/tablet'
import type { RouteLocationRaw } from 'vue-router'
import { bankDay } from '@/i18n'
import type { ReferenceIndex } from '@/reference'
import { settingOf } from '../settings'

const MINUTE = 60_000

export const spineKind = (): Kind | null => contract.kinds.find((kind) => kind.spine) ?? null

export const isVisit = (kindCode: string): boolean => kindCode === spineKind()?.code

/** Where a record is gone on with: a visit on its own page, anything else in the ledger. */
export function placeOf({ row }: Shown): RouteLocationRaw {
  return { name: isVisit(row.kind) ? 'visit' : 'ledger', params: { id: row.id } }
}

/** The field by which a record hangs on its visit. */
export function visitField(kind: Kind): Field | null {
  const spine = spineKind()
  return (spine && kind.fields.find((field) => field.reference === `record:${spine.code}`)) ?? null
}

/** Who is in the branch now, the longest here first. */
export function openVisits(records: readonly Shown[], now: number): Shown[] {
  const spine = spineKind()
  const today = bankDay(now)
  const isOpen = ({ row }: Shown) =>
    row.kind === spine?.code && bankDay(row.at) === today && stateOf(spine, row.status)?.final === false
  return records.filter(isOpen).reverse()
}

/** How somebody is called in the lobby: by the number on the slip and by name, as far as either is known. */
export function calledBy(kind: Kind, { row }: Shown): string[] {
  const written = kind.fields.filter(({ code, type }) => type === 'text' && kind.list.subtitle.includes(code))
  return written.flatMap(({ code }) => (row.values[code] ? [String(row.values[code])] : []))
}

/** What was captured during a visit, the first first. The id of a visit stands in no other field than those that mean it. */
export function ofVisit(records: readonly Shown[], visitId: string): Shown[] {
  return records.filter(({ row }) => Object.values(row.values).includes(visitId)).reverse()
}

/** Everything this person may capture during a visit. */
export function visitKinds(role: string): Kind[] {
  return capturable(role).filter((kind) => visitField(kind) !== null)
}

export type Patience = 'fine' | 'watched' | 'too_long'

/** How long somebody has been waiting, in minutes; null once they are called or served. */
export function minutesWaited({ row }: Shown, now: number): number | null {
  if (row.status !== spineKind()?.life_cycle.created) return null
  return Math.max(0, Math.floor((now - Date.parse(row.at)) / MINUTE))
}

export function patience(minutes: number, index: ReferenceIndex): Patience {
  if (minutes >= settingOf(index, 'queue_red_minutes', 30)) return 'too_long'
  return minutes >= settingOf(index, 'queue_amber_minutes', 20) ? 'watched' : 'fine'
}
