import { describe, expect, test } from 'vitest'
import { wordsIn, type ForbiddenWord } from '../../sync/wording.ts'
import { vectors } from './vectors.ts'

const wording = vectors<{ words: ForbiddenWord[]; words_in: { texts: unknown[]; found: string[] }[] }>('wording')

describe('wording', () => {
  test.each(wording.words_in)('a promise is found and a denial is none: %j', ({ texts, found }) => {
    expect(wordsIn(texts, wording.words)).toEqual(found)
  })
})
