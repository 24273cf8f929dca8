// What a campaign counts as its own.
import { expect, it } from 'vitest'
import { returnsOf } from '@/screens/kinds/survey_campaign/returns'

const response = (campaign_id: string | null, status: string, mode = 'self', void_reason: string | null = null) => ({
  status,
  void_reason,
  values: { campaign_id, mode },
})

it('counts what was handed out for the campaign, and apart what came back and how', () => {
  const responses = [
    response('here', 'submitted'),
    response('here', 'submitted', 'qr'),
    response('here', 'issued', 'qr'),
    response('here', 'expired'),
    response('here', 'submitted', 'self', '重复登记'),
    response('another', 'submitted'),
    response(null, 'submitted'),
  ]
  expect(returnsOf('here', responses)).toEqual({ issued: 4, returned: 2, onTablet: 1, byCode: 1 })
})
