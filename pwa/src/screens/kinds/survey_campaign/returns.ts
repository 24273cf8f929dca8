// How far a campaign has come, as this tablet knows: what was handed out in any way, and what came back. Pure.
import type { Values } from '@/contract'

export interface Returns {
  issued: number
  returned: number
  /** Of those that came back, what customers wrote on the tablet and on their own phones. */
  onTablet: number
  byCode: number
}

interface Response {
  status: string
  values: Values
  void_reason: string | null
}

export function returnsOf(campaignId: string, responses: readonly Response[]): Returns {
  const own = responses.filter((each) => each.values.campaign_id === campaignId && each.void_reason === null)
  const back = own.filter((each) => each.status === 'submitted')
  const by = (mode: string) => back.filter((each) => each.values.mode === mode).length
  return { issued: own.length, returned: back.length, onTablet: by('self'), byCode: by('qr') }
}
