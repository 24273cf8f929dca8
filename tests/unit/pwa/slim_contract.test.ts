// What the app carries of the contract.
import { describe, expect, it } from 'vitest'
import made from '../../../pwa/src/generated/contract.json'
import { slim } from '../../../pwa/slim_contract.ts'

describe('the contract in the app', () => {
  const carried = slim(made as unknown as Parameters<typeof slim>[0]) as unknown as typeof made

  it('keeps every kind, field, rule and step', () => {
    expect(carried.kinds.map((kind) => kind.code)).toEqual(made.kinds.map((kind) => kind.code))
    expect(carried.kinds.map((kind) => kind.fields.length)).toEqual(made.kinds.map((kind) => kind.fields.length))
    expect(carried.kinds.map((kind) => kind.life_cycle)).toEqual(made.kinds.map((kind) => kind.life_cycle))
    expect(carried.messages).toEqual(made.messages)
  })

  it('leaves out the examples', () => {
    expect(JSON.stringify(carried)).not.toContain('"example"')
  })
})
