// What records tell everybody about entries of the reference data: bulletins about a product, a guide that changed. Which kinds
// do so, where they say about what, from when until when and who has taken note, is declared by each kind (`Kind.notice`).
import { contract, type Kind, type Notice, type Told } from '@/contract'
import type { Shown } from '@/device/tablet'
import type { ReferenceItem, Topic } from '@/reference'

export interface EntryName {
  set: string
  code: string
}

const TO_READ: Told = { zh: '请阅读并确认', en: 'Read it and confirm' }

/** The kinds that tell something about entries of any set. */
export function noticeKinds(): Kind[] {
  return contract.kinds.filter((kind) => kind.notice !== null)
}

/** What a person who looks at this entry should hear of: the entry itself, and the products a topic is about. */
export function entriesOf(item: ReferenceItem & Partial<Pick<Topic, 'products'>>): EntryName[] {
  return [{ set: item.set, code: item.code }, ...(item.products ?? []).map((code) => ({ set: 'products', code }))]
}

/** Of these records, in their order, those in force at `now` (milliseconds) that name one of the entries. */
export function noticesAbout(
  kind: Kind,
  records: readonly Shown[],
  entries: readonly EntryName[],
  now: number,
): Shown[] {
  const { notice } = kind
  const set = notice && kind.fields.find((field) => field.code === notice.about)?.reference
  const codes = new Set(entries.filter((entry) => entry.set === set).map((entry) => entry.code))
  if (!notice || codes.size === 0) return []
  return records.filter(
    (shown) => isInForce(shown, notice, now) && namesOf(shown, notice).some((code) => codes.has(code)),
  )
}

function isInForce({ row }: Shown, notice: Notice, now: number): boolean {
  const [since, until] = [row.values[notice.since], row.values[notice.until]]
  const begun = typeof since !== 'string' || Date.parse(since) <= now
  return notice.states.includes(row.status) && begun && (typeof until !== 'string' || now < Date.parse(until))
}

function namesOf({ row }: Shown, notice: Notice): string[] {
  return [row.values[notice.about]].flat().map(String)
}

/** What this person still has to take note of; null when they need not, or did. A step on its way to the bank counts. */
export function toTakeNoteOf({ row, state }: Shown, notice: Notice, personId: string): Told | null {
  const done = row.values[notice.done]
  const asked = notice.states.includes(row.status) && row.values[notice.must] === true && state !== 'saved'
  return asked && !(Array.isArray(done) && done.includes(personId)) ? TO_READ : null
}
