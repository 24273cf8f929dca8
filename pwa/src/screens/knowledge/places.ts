// The sets of reference data that people read, in the order in which they look for them.
import { g } from './texts'

export const PLACES = [
  'topics',
  'products',
  'materials',
  'fraud_scripts',
  'fault_codes',
  'step_guides',
  'checklist',
  'drills',
  'glossary',
] as const

export type PlaceName = (typeof PLACES)[number]

export const placeName = (place: PlaceName): string => g(place)

/** Codes people know an entry by (TD01, CK06); those that are only words for the software stay out of sight. */
export const isSpoken = (code: string): boolean => /^[A-Z]+\d*$/.test(code)
