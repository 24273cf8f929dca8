import { describe, expect, test } from 'vitest'
import { merge, type Patch, type Values } from '../../sync/merge.ts'
import { vectors } from './vectors.ts'

interface Cases {
  groups: Record<string, string[]>
  cases: { why: string; patch: Patch; current: Values; shown: Values; set: object; conflicts: object }[]
}
const { groups, cases } = vectors<Cases>('merge')

describe('merge', () => {
  test.each(cases)('$why', ({ patch, current, shown, set, conflicts }) => {
    expect(merge(patch, current, shown, (code) => groups[code] ?? [code])).toEqual({ set, conflicts })
  })
})
