// What forms on the tablet are made in: its reference data, the person's own habits, and the records it holds.
import { provide } from 'vue'
import { kindOf } from '@/contract'
import type { Shown, Tablet } from '@/device/tablet'
import { readNotices } from './read_notices'
import { FORM_WORLD, titleOf, type FormWorld, type Pick } from '@/fields'

/** How many findings of all kinds are looked through for those of one. */
const SEEN_AT_MOST = 300

export function formWorldOf(tablet: Tablet, kindCode: string, now: () => number = Date.now): FormWorld {
  const named = (shown: Shown): Pick => ({ value: shown.row.id, label: shownTitle(shown, tablet), note: shown.no })
  return {
    reference: () => tablet.reference(),
    lastUsed: (field) => tablet.lastUsed(kindCode, field),
    now,
    notices: async (entries) => (await readNotices(tablet, entries, now())).map(named),
    self: () => tablet.state().person?.id ?? null,
    attach: (bytes, use) => tablet.attach(bytes, use),
    attachment: (name) => tablet.attachment(name),
    records: {
      search: async (query, limit, kind) => {
        const found = await tablet.search(query, kind === null ? limit : SEEN_AT_MOST)
        return found
          .filter((shown) => kind === null || shown.row.kind === kind)
          .slice(0, limit)
          .map(named)
      },
      recent: async (limit, kind) => (await tablet.records(kind === null ? { limit } : { limit, kind })).map(named),
      named: async (id) => {
        const found = await tablet.record(id)
        return found ? named(found) : null
      },
    },
  }
}

export function provideFormWorld(tablet: Tablet, kindCode: string): FormWorld {
  const world = formWorldOf(tablet, kindCode)
  provide(FORM_WORLD, world)
  return world
}

/** What a record is called; a kind that this version does not know yet is called by its code. */
export function shownTitle(shown: Shown, tablet: Tablet): string {
  const kind = kindOf(shown.row.kind)
  return kind ? titleOf(kind, shown.row.values, tablet.reference()) : shown.row.kind
}
