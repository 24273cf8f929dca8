import { describe, expect, test } from 'vitest'
import { duesOf, type Due, type DuesMeta } from '../../sync/dues.ts'
import { linkedIds, mayLink, type LinkMeta } from '../../sync/links.ts'
import { vectors } from './vectors.ts'

type Values = Record<string, unknown>
const links = vectors<{ fields: LinkMeta[]; linked_ids: { values: Values; ids: string[] }[] }>('links')
const dues = vectors<{ kind: DuesMeta; dues_of: { status: string; values: Values; dues: Due[] }[] }>('dues')

describe('links', () => {
  test.each(links.linked_ids)('every field that refers to records links: %j', ({ values, ids }) => {
    expect(linkedIds(links.fields, values)).toEqual(ids)
  })

  test('a column of an entry may link too', () => {
    expect(links.fields.map((field) => mayLink([field]))).toEqual([true, true, false, true])
  })
})

describe('dues', () => {
  test.each(dues.dues_of)('dues apply in their states, soonest first: %j', ({ status, values, dues: expected }) => {
    expect(duesOf(dues.kind, status, values)).toEqual(expected)
  })
})
