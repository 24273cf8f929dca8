// What a person said or showed once during a visit is carried into whatever is captured next, so that nothing is typed twice.
import { captureErrors } from '@sync/validation.ts'
import type { OpRow } from '@sync/client/ports.ts'
import { fieldOf, kindOf, type Field, type Kind, type Values } from '@/contract'
import type { Shown, Tablet } from '@/device/tablet'
import { hasValue, isMasked, isMultiple } from '@/fields'
import { ofVisit, visitField } from './visits'

/** `values` is what the capture begins with; what it lacks is looked for in the visit and in what hangs on it, newest last. */
export async function carried(tablet: Tablet, visitId: string, target: Kind, values: Values): Promise<Values> {
  const visit = await tablet.record(visitId)
  if (!visit) return {}
  const hanging = ofVisit(tablet.day()?.records ?? [], visitId)
  const known: Record<string, unknown> = { ...offered(visit, await saidHere(tablet, visit), target, isAlike) }
  for (const each of hanging) Object.assign(known, offered(each, await saidHere(tablet, each), target, isOfPerson))
  const own = visitField(target)
  const fresh = Object.entries({ ...known, ...(own ? { [own.code]: visitId } : {}) })
  return acceptable(
    target,
    values,
    fresh.filter(([code]) => !hasValue(values[code])),
  )
}

type Fits = (from: Field, to: Field) => boolean

/** Moments belong to what was captured at them; pictures to what they show. */
const isAlike: Fits = (from, to) =>
  from.type === to.type &&
  from.reference === to.reference &&
  !['datetime', 'photos', 'signature', 'rows'].includes(to.type)

/** Of other records only what tells who it is: their name and how to reach them, and the records they are known by. */
const isOfPerson: Fits = (from, to) =>
  isAlike(from, to) && !isMultiple(to) && (to.mask !== null || to.reference?.startsWith('record:') === true)

function offered(shown: Shown, said: Values, target: Kind, fits: Fits): Record<string, unknown> {
  const kind = kindOf(shown.row.kind)
  const known = kind ? { ...shown.row.values, ...said } : {}
  return Object.fromEntries(
    Object.entries(known).filter(([code, value]) => {
      const from = fieldOf(kind!, code)
      const to = fieldOf(target, code)
      return from && to && !to.derived && fits(from, to) && hasValue(value) && !isMasked(from, value)
    }),
  )
}

/** What this tablet wrote itself, as it was written: rows that came back from the bank hide it. */
async function saidHere(tablet: Tablet, shown: Shown): Promise<Values> {
  const detail = await tablet.record(shown.row.id)
  const kept = (detail?.ops ?? []).filter((op) => op.state === 'waiting' || op.state === 'done')
  return Object.assign({}, ...kept.map(writtenBy)) as Values
}

function writtenBy({ text }: OpRow): Values {
  const { patch, command } = JSON.parse(text) as {
    patch?: Readonly<Record<string, { to: unknown }>>
    command?: { args?: Values } | null
  }
  const patched = Object.entries(patch ?? {}).map(([code, { to }]) => [code, to])
  return { ...Object.fromEntries(patched), ...command?.args }
}

/** What would make the new record faulty (a telephone without the consent it needs) is left for the person to say. */
function acceptable(target: Kind, values: Values, fresh: readonly (readonly [string, unknown])[]): Values {
  let taken: Record<string, unknown> = {}
  for (const [code, value] of fresh) {
    const more = { ...taken, [code]: value }
    if (faultsOf(target, { ...values, ...more }) <= faultsOf(target, { ...values, ...taken })) taken = more
  }
  return taken
}

const faultsOf = (kind: Kind, values: Values): number => captureErrors(kind, { ...values }).length
