// How a count of the overview is called, for the list it opened.
import { said } from '@/i18n'
import type { DeskState } from './desk_state'
import type { Overview } from './overview'

export async function watchName(desk: DeskState, watch: string, branch: string): Promise<string> {
  const overview = await desk.session.api
    .get<Overview>('/api/overview', { branch_id: branch || undefined })
    .catch(() => null)
  const count = overview?.counts.find((each) => each.list === watch)
  return count ? said(count) : watch
}
