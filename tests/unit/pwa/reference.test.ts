// Reference data on the tablet: look-up by code, honest labels, and a search that meets the keys the server compiles.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inForce, ReferenceIndex, type ReferenceItem, type ReferenceSet } from '@/reference'
import days from '../reference/in_force_vectors.json'
import vectors from '../reference/search_vectors.json'

const SETS = vectors.sets as readonly ReferenceSet[]

function index(sets: readonly ReferenceSet[] = SETS, version = 'v1'): ReferenceIndex {
  const made = new ReferenceIndex(() => '2026-11-24')
  made.load(sets, version)
  return made
}

function item(code: string, more: Partial<ReferenceItem> = {}): ReferenceItem {
  const dated = { effective_from: '2026-01-01', effective_to: null, source: '行内目录', house: false }
  return { code, zh: code, en: code, keys: code.toLowerCase(), status: 'in_force', ...dated, ...more } as ReferenceItem
}

const codes = (found: readonly ReferenceItem[]) => found.map((each) => each.code)

describe('search', () => {
  it.each(vectors.queries)('finds $found in $set by "$query"', ({ set, query, found }) => {
    expect(codes(index().search(set, query, 10)).sort()).toEqual([...found].sort())
  })

  it('puts a whole text before its beginning, and a beginning before what lies inside', () => {
    const sets = [{ name: 's', items: [item('inside-ck'), item('ck-begins'), item('ck')] }]
    expect(codes(index(sets).search('s', 'ck', 10))).toEqual(['ck', 'ck-begins', 'inside-ck'])
  })

  it('puts the name of an entry before another that only mentions it', () => {
    expect(codes(index().search('topics', '存款', 10))).toEqual(['TB02', 'TC08'])
  })

  it('gives the beginning of the set when nothing is typed', () => {
    expect(codes(index().search('topics', ' 　', 2))).toEqual(['TA01', 'TA02'])
  })

  it('offers no expired entry', () => {
    const sets = [{ name: 's', items: [item('old', { status: 'expired' }), item('older')] }]
    expect(codes(index(sets).search('s', 'old', 10))).toEqual(['older'])
  })

  it('says of which set an entry is when it looked through all', () => {
    const found = index().search('all', '装修', 10)
    expect(found.map((each) => each.set)).toEqual(expect.arrayContaining(['topics', 'products', 'materials']))
  })

  const everything = SETS.flatMap((set) => set.items)
  const anItem = fc.constantFrom(...everything)
  // Any stretch of a line of the keys, as somebody might type it.
  const typed = anItem.chain((from) =>
    fc.constantFrom(...from.keys.split('\n')).chain((line) =>
      fc.tuple(fc.nat(line.length), fc.nat(line.length)).map(([a, b]) => ({
        from,
        query: line.slice(Math.min(a, b), Math.max(a, b)),
      })),
    ),
  )

  it('finds an entry by any part of any of its texts', () => {
    fc.assert(fc.property(typed, ({ from, query }) => index().search('all', query, everything.length).includes(from)))
  })

  it('holds every word in whatever it finds, and finds whatever holds every word', () => {
    fc.assert(
      fc.property(fc.array(typed, { minLength: 1, maxLength: 3 }), (parts) => {
        const query = parts.map((part) => part.query).join(' ')
        const words = query.split(/\s+/u).filter((word) => word !== '')
        const expected = everything.filter((each) => words.every((word) => each.keys.includes(word)))
        expect(new Set(index().search('all', query, everything.length))).toEqual(new Set(expected))
      }),
    )
  })

  it('gives no more than asked for, each once, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(5), (query, limit) => {
        const found = index().search('all', query, limit)
        expect(found.length).toBeLessThanOrEqual(limit)
        expect(new Set(found).size).toBe(found.length)
      }),
    )
  })
})

describe('look-up', () => {
  it('answers the label in the language asked for', () => {
    expect([index().label('topics', 'TD01', 'zh'), index().label('topics', 'TD01', 'en')]).toEqual([
      '消费贷',
      'Consumer loan',
    ])
  })

  it('answers the code itself for what it does not know', () => {
    expect(index().label('topics', 'TX99', 'zh')).toBe('TX99')
    expect(index().label('nothing', 'TD01', 'zh')).toBe('TD01')
  })

  it('keeps the label of an expired entry but does not offer it', () => {
    const sets = [{ name: 's', items: [item('P9', { zh: '旧产品', status: 'expired' })] }]
    expect(index(sets).label('s', 'P9', 'zh')).toBe('旧产品')
    expect(index(sets).set('s')).toEqual([])
  })

  it('gives an empty set before anything is loaded', () => {
    const empty = new ReferenceIndex()
    expect([empty.version, empty.set('topics'), empty.search('all', 'x', 5)]).toEqual(['', [], []])
  })

  it('lets no entry of an earlier load remain', () => {
    const one = index()
    one.load([{ name: 'products', items: [item('P1')] }], 'v2')
    expect([one.version, codes(one.set('products')), one.set('topics')]).toEqual(['v2', ['P1'], []])
  })

  it('stands the entries under their headings in order', () => {
    const groups = index().groups('topics')
    expect(groups.map((group) => group.code)).toEqual(['TA', 'TB', 'TC', 'TD', 'TE', 'TH'])
    expect(groups[3]).toMatchObject({ zh: '贷款', en: 'Loans' })
    expect(groups.flatMap((group) => group.items)).toEqual(index().set('topics'))
  })
})

describe('what is in force', () => {
  it.each(days.days)('on $day is what covers it', ({ day, found }) => {
    const shown = inForce(days.items as ReferenceItem[], day).map((each) => `${each.code} ${each.status} ${each.zh}`)
    expect(shown).toEqual(found)
  })

  it('changes over at midnight without anything being loaded', () => {
    let today = '2026-06-30'
    const index = new ReferenceIndex(() => today)
    index.load([{ name: 's', items: days.items as unknown as ReferenceItem[] }])
    expect(index.label('s', 'B', 'zh')).toBe('乙一')
    today = '2026-07-01'
    expect(index.label('s', 'B', 'zh')).toBe('乙二')
  })
})
