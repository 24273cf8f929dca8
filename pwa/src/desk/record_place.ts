// Where a record is read at the desk: a department reads its own in the inbox, everybody else in the list of records.
import type { RouteLocationRaw } from 'vue-router'
import type { DeskState } from './desk_state'

export function recordPlace(desk: DeskState, id: string): RouteLocationRaw {
  return { name: desk.session.may('inbox.read') ? 'desk-inbox' : 'desk-records', params: { id } }
}
