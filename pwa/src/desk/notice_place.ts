// Where a notice leads at the desk: to its record, to the document that failed, or to where conflicts are settled.
import type { RouteLocationRaw } from 'vue-router'
import type { ToldNotice } from '@/told/notice'
import type { DeskState } from './desk_state'
import { recordPlace } from './record_place'

export function noticePlace(desk: DeskState, notice: ToldNotice): RouteLocationRaw {
  const { document_id: document, record_id: record, branch_id: branch } = notice
  const query = branch === desk.session.state.person?.branch_id ? {} : { branch_id: branch }
  if (document !== null && desk.session.may('documents.read'))
    return { name: 'desk-documents', params: { id: document }, query }
  if (notice.code === 'conflict' && desk.session.may('conflicts.resolve')) return { name: 'desk-conflicts' }
  if (record === null) return { name: 'desk' }
  return Object.assign({ query }, recordPlace(desk, record))
}
