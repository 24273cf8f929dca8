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
