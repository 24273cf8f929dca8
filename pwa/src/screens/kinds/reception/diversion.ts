import type { Values } from '@/contract'
import { isElderly } from './elderly'

const USUAL: Readonly<Record<string, string>> = { self_service: 'self_service', wealth_loan: 'wealth_room' }

/** Where a need usually leads. Whoever is elderly is served where they wish: at the counter, until they say otherwise. */
export function whereTo(values: Values): string {
  return (isElderly(values) ? null : USUAL[String(values.need_type)]) ?? 'counter'
}
