// Where a notice leads on the tablet.
import type { RouteLocationRaw } from 'vue-router'
import type { ToldNotice } from '@/told/notice'

export function noticePlace({ code, record_id: id }: ToldNotice): RouteLocationRaw {
  if (code === 'conflict') return { name: 'sync', query: { show: 'attention' } }
  return id === null ? { name: 'notices' } : { name: 'ledger', params: { id } }
}
