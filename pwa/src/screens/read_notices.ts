// What the tablet's records tell about entries of the reference data, newest first.
import type { Shown, Tablet } from '@/device/tablet'
import { noticeKinds, noticesAbout, type EntryName } from '@/notices'

/** Departments publish a few a week; older ones have ended. */
const LOOKED_AT = 300

export async function readNotices(tablet: Tablet, entries: readonly EntryName[], now: number): Promise<Shown[]> {
  const told = noticeKinds().map(async (kind) =>
    noticesAbout(kind, await tablet.records({ kind: kind.code, limit: LOOKED_AT }), entries, now),
  )
  return (await Promise.all(told)).flat()
}
