import type { Told } from '@/contract'
import type { Shown } from '@/device/tablet'

const READ: Told = { zh: '必读，请阅后点“已阅”', en: 'Must be read; then tap “I have read it”' }

/** What must be read is read by everybody. A step on its way to the bank counts. */
export function todo({ row, state }: Shown, personId: string): Told | null {
  const read = Array.isArray(row.values.acks) && row.values.acks.includes(personId)
  return row.status === 'published' && row.values.must_read === true && !read && state !== 'saved' ? READ : null
}
