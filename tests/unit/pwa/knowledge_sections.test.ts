// What an entry of the guide says, in the order in which it is read.
import { describe, expect, it } from 'vitest'
import { ReferenceIndex, type ReferenceItem } from '../../../pwa/src/reference/index.ts'
import { sectionsOf } from '../../../pwa/src/screens/knowledge/entry_sections.ts'

const INDEX = new ReferenceIndex(() => '2026-11-24')

function item(more: Record<string, unknown>): ReferenceItem {
  const dates = { effective_from: '2026-01-01', effective_to: null, source: '行内', house: false }
  return {
    code: 'X',
    set: 's',
    zh: '某项',
    en: 'Some',
    keys: 'x',
    status: 'in_force',
    ...dates,
    ...more,
  } as ReferenceItem
}

describe('sections of an entry', () => {
  it('mark what the customer alone may do, in words', () => {
    const steps = [
      { zh: '插卡', en: 'Card' },
      { zh: '输密', en: 'PIN', customer_only: true },
    ]
    const [section] = sectionsOf(item({ steps }), INDEX)
    expect(section?.look).toBe('numbered')
    expect(section?.lines).toEqual([
      { text: '插卡' },
      { text: '输密', star: true, note: '仅客户本人操作，请站一米线外' },
    ])
  })

  it('show the target beside a step of a drill and what fails it', () => {
    const steps = [{ zh: '拨打119', en: 'Call 119', target_seconds: 60 }]
    const found = sectionsOf(item({ steps, vetoes: [{ zh: '未点名', en: 'No roll call' }] }), INDEX)
    expect(found.map((section) => [section.look, section.lines.map((line) => line.note ?? line.text)])).toEqual([
      ['numbered', ['60 秒内']],
      ['risk', ['未点名']],
    ])
  })

  it('say first what to do first', () => {
    const found = sectionsOf(item({ first_action: '停机', severity: 'urgent' }), INDEX)
    expect(found.map((section) => section.lines[0]?.text)).toEqual(['停机', '紧急'])
  })

  it('are none where the entry has nothing more to say', () => {
    expect(sectionsOf(item({}), INDEX)).toEqual([])
  })
})
