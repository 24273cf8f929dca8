// Which guide shows the steps of an operation at a type of device, and which fault a cause or an operation points at.
import type { ReferenceIndex, ReferenceItem } from '@/reference'

export interface GuideStep {
  zh: string
  en: string
  customer_only?: boolean
}

/** The set says `open_card` where the session says `new_card`. */
const OPERATIONS: Readonly<Record<string, string>> = { new_card: 'open_card' }

export function guideFor(index: ReferenceIndex, deviceType: unknown, operation: unknown): ReferenceItem | null {
  const wanted = OPERATIONS[String(operation)] ?? operation
  const of = index.set('step_guides').filter((guide) => guide.operation === wanted)
  return of.find((guide) => Array.isArray(guide.devices) && guide.devices.includes(deviceType)) ?? null
}

export function stepsOf(guide: ReferenceItem): readonly GuideStep[] {
  return Array.isArray(guide.steps) ? (guide.steps as GuideStep[]) : []
}
