import { describe, expect, test } from 'vitest'
import { NameList, type NameListContent } from '../../sync/screening.ts'
import { vectors } from './vectors.ts'

interface Case {
  name: string
  percent: number
  result: string
  score: number
  hits: [string, string, number][]
}
const screening = vectors<{ list: NameListContent; screen: Case[] }>('screening')
const list = new NameList(screening.list)

describe('screening', () => {
  test.each(screening.screen)('a name is like those it is like: %j', ({ name, percent, result, score, hits }) => {
    const found = list.screen(name, percent)
    expect([found.result, found.score, found.hits.map((hit) => [hit.id, hit.name, hit.score])]).toEqual([
      result,
      score,
      hits,
    ])
  })
})
