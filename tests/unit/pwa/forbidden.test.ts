// Which texts are looked through for forbidden words: those that the kind's own definition names, and no list of ours.
import { expect, test } from 'vitest'
import { contract, wholeContract } from '../../../pwa/src/contract.ts'
import { saidFields } from '../../../pwa/src/forbidden.ts'

test('what a scan reads is what its kind says of it', async () => {
  await wholeContract()
  const scanned = new Map(contract.kinds.map((kind) => [kind.code, saidFields(kind)]))
  expect(scanned.get('event_material')).toEqual(['title', 'body'])
  expect(scanned.get('event_plan')).toEqual(['theme', 'audience', 'script', 'risk_plan'])
  expect(scanned.get('lost_item')).toEqual([])
})
