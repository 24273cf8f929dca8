// What a branch has set for itself (reference set `settings`).
import type { ReferenceIndex } from '@/reference'

/** `otherwise` holds until the sets are on the tablet. */
export function settingOf(index: ReferenceIndex, code: string, otherwise: number): number {
  const value = index.item('settings', code)?.value
  return typeof value === 'number' ? value : otherwise
}
