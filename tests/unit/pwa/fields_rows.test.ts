// Rows, pictures and signatures as the forms handle them.
import { describe, expect, it } from 'vitest'
import type { Field, Kind } from '../../../pwa/src/contract.ts'
import { holdsMasked, unmasked } from '../../../pwa/src/fields/masked.ts'
import { freshEntry, linesOf, withColumn } from '../../../pwa/src/fields/rows.ts'
import { frameOf, pathOf, readStrokes, strokesOf } from '../../../pwa/src/fields/strokes.ts'
import { entryText, valueText } from '../../../pwa/src/fields/value_text.ts'
import { aroundPath, withinOf } from '../../../pwa/src/forms/fault_paths.ts'
import { referenceIndex } from '../../fakes/reference.ts'

const index = referenceIndex()
const plain = { help: { zh: '', en: '' }, options: [], columns: [], reference: null, row_key: null, mask: null }
const field = (code: string, type: Field['type'], more: object = {}) =>
  ({ ...plain, code, type, zh: code, en: code, derived: false, ...more }) as unknown as Field
const scopes = [
  { code: 'visit', zh: '本次服务', en: 'This visit' },
  { code: 'media', zh: '影像', en: 'Pictures' },
]
const note = field('note', 'text', { zh: '说明' })
const asked = field('asked', 'rows', { columns: [field('scope', 'enum', { options: scopes }), note], row_key: 'scope' })
const added = field('added', 'rows', { columns: [note, field('absent', 'bool', { zh: '请假' })] })

describe('lines of rows', () => {
  it('begin with what their columns begin with', () => {
    const columns = [note, field('capacity', 'enum', { default: 'self' })]
    expect(freshEntry(field('people', 'rows', { columns }))).toEqual({ capacity: 'self' })
  })

  it('stand one for each thing the key chooses from', () => {
    const lines = linesOf(asked, [{ scope: 'media', note: '合影' }], index)
    expect(lines.map(({ title, at }) => [title, at])).toEqual([
      ['本次服务', null],
      ['影像', 0],
    ])
  })

  it('keep an entry whose key is no longer offered', () => {
    expect(linesOf(asked, [{ scope: 'gone' }], index).at(-1)).toMatchObject({ title: null, at: 0 })
  })

  it('stand one for each entry where there is no such key', () => {
    expect(linesOf(added, [{ note: '一' }, {}], index).map((line) => line.at)).toEqual([0, 1])
  })

  it('begin an entry with their key when something is written, and end it when nothing is left', () => {
    const [first] = linesOf(asked, [], index)
    const written = withColumn(asked, [], first!, 'note', '可')
    expect(written).toEqual([{ scope: 'visit', note: '可' }])
    expect(withColumn(asked, written, { ...first!, at: 0 }, 'note', null)).toEqual([])
  })

  it('say what an entry holds in one line', () => {
    expect(entryText(added.columns, { note: '李晓', absent: true }, index)).toBe('李晓 · 请假 是')
  })

  it('never say the id of a record', () => {
    const about = field('about', 'ref', { reference: 'record' })
    expect(entryText([note, about], { note: '雨伞', about: '019cac0f-2680-7b60-884a-3348174f26d9' }, index)).toBe(
      '雨伞',
    )
  })
})

describe('values that are more than words', () => {
  it('are counted where one line must do', () => {
    expect(valueText(added, [{ note: '一' }], index)).toBe('1 项')
    expect(valueText(field('shots', 'photos'), ['sha256:a', 'sha256:b'], index)).toBe('2 张照片')
    expect(valueText(field('scopes', 'enums', { options: scopes }), ['media', 'visit'], index)).toBe('影像、本次服务')
  })
})

describe('rows that came masked', () => {
  const people = field('people', 'rows', { columns: [field('name', 'text', { mask: 'name' })] })
  const kind = { fields: [people] } as unknown as Kind

  it('are told from rows somebody wrote', () => {
    expect(holdsMasked(people, [{ name: '张**' }])).toBe(true)
    expect(holdsMasked(people, [{ name: '张三丰' }])).toBe(false)
    expect(holdsMasked(people, [{}])).toBe(false)
  })

  it('are no values of a form', () => {
    const { values, masked } = unmasked(kind, { people: [{ name: '张**' }] })
    expect(values).toEqual({})
    expect(masked.people).toContain('1 项')
  })
})

describe('a signature', () => {
  const drawn = [{ points: [{ x: 10.4, y: 20, time: 1000 }, { x: 30, y: 40.6, time: 1016 }] }, { points: [{ x: 5, y: 5, time: 1100 }] }] // prettier-ignore
  const strokes = strokesOf(drawn, 300, 200)

  it('is kept in whole pixels, from the first touch on', () => {
    expect(strokes).toEqual({ v: 1, width: 300, height: 200, strokes: [[[10, 20, 0], [30, 41, 16]], [[5, 5, 100]]] }) // prettier-ignore
    expect(readStrokes(JSON.stringify(strokes))).toEqual(strokes)
  })

  it('is shown as a path inside what was drawn on', () => {
    expect(pathOf(strokes)).toBe('M10 20L30 41M5 5h0.1')
    expect(frameOf(strokes)).toBe('-7 -7 49 60')
  })

  it('is nothing where the bytes are something else', () => {
    expect(readStrokes('{"v":2}')).toBeNull()
    expect(readStrokes('no JSON')).toBeNull()
  })
})

describe('the path of a fault', () => {
  it('leads to what stands around it', () => {
    expect(aroundPath('results.3.reason')).toEqual(['results.3.reason', 'results.3', 'results'])
    expect(withinOf({ 'results.3.reason': '请填写。', resultsX: '别处' }, 'results')).toEqual({
      '3.reason': '请填写。',
    })
  })
})
