import { describe, expect, test } from 'vitest'
import { fate, isDecided, supersedes, tookEffect, type Fate, type Verdict } from '../../sync/verdict.ts'
import { vectors } from './vectors.ts'

interface Cases {
  fate: { verdict: Verdict; fate: Fate; decided: boolean }[]
  took_effect: { receipt: { verdict: Verdict; rev?: number }; took_effect: boolean }[]
  supersedes: { newer: Verdict; older: Verdict | null; supersedes: boolean }[]
}
const cases = vectors<Cases>('verdict')

describe('verdict', () => {
  test.each(cases.fate)('a verdict says whose turn it is: %j', (each) => {
    expect([fate(each.verdict), isDecided(each.verdict)]).toEqual([each.fate, each.decided])
  })

  test.each(cases.took_effect)('dependants go on only after an effect: %j', (each) => {
    expect(tookEffect(each.receipt)).toBe(each.took_effect)
  })

  test.each(cases.supersedes)('a decision is never taken back by a late message: %j', (each) => {
    const older = each.older === null ? null : { verdict: each.older }
    expect(supersedes({ verdict: each.newer }, older)).toBe(each.supersedes)
  })
})
