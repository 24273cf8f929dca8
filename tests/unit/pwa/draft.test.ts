// The draft of a document on the tablet: the order of the form to come, masked as it will be, and nothing it cannot know.
import { beforeAll, describe, expect, it } from 'vitest'
import type { Shown } from '../../../pwa/src/device/tablet.ts'
import { ABSENT, draftOf, namedBy, outlinesOf, type Outline } from '../../../pwa/src/screens/draft/draft.ts'
import { RECORDS, idOf } from '../../fakes/morning.ts'
import { referenceIndex } from '../../fakes/reference.ts'

const index = referenceIndex()
const shownAs = (kind: string, status: string, values: Record<string, unknown>): Shown => ({
  row: { ...RECORDS[0]!, kind, status, values },
  state: 'saved',
  no: '暂-T1-12',
})

describe('a consultation', () => {
  let outline: Outline
  beforeAll(async () => void (outline = (await outlinesOf('consultation')).find((each) => each.code === 'D01')!))

  const linesOf = (shown: Shown, named = new Map<string, Shown>()) =>
    draftOf(outline, { shown, named, index }).flatMap((part) => part.lines)

  it('stands in the order of the issued form', () => {
    const lines = linesOf(shownAs('consultation', 'registered', RECORDS[0]!.values as Record<string, unknown>))
    expect(lines.map((line) => line.label)).toEqual(outline.sections[0]!.lines.map((line) => line.label))
    expect(lines.slice(0, 2).map((line) => line.value)).toEqual(['暂-T1-12', '2026年11月24日 11:08'])
  })

  it('is masked as the issued form is, though the tablet still knows the whole name', () => {
    const values = { customer_name: '王建国', customer_mobile: '13812345678' }
    const written = JSON.stringify(linesOf(shownAs('consultation', 'registered', values)))
    expect(written).toContain('王**')
    expect(written).toContain('138****5678')
    expect(written).not.toContain('建国')
  })

  it('says of what is absent that it is, and of what comes with the issue that it comes then', () => {
    const lines = new Map(linesOf(shownAs('consultation', 'registered', {})).map((line) => [line.label, line.value]))
    expect(lines.get('解决方案')).toBe(ABSENT)
    expect(lines.get('转办与回复')).toBe('出具时生成')
  })

  it('names the bulletin it relied on by its title', () => {
    const shown = shownAs('consultation', 'registered', { bulletin_id: idOf(70) })
    expect([...namedBy(outline, shown)]).toEqual([['bulletin_id', idOf(70)]])
    const bulletin = shownAs('product_bulletin', 'published', { title: '装修贷利率' })
    const lines = linesOf(shown, new Map([['bulletin_id', bulletin]]))
    expect(lines.find((line) => line.label === '依据通告')!.value).toBe('装修贷利率（暂-T1-12）')
  })
})

describe('a form in parts', () => {
  it('leaves out the agent where there is none, and numbers what is left', async () => {
    const [outline] = await outlinesOf('account_opening')
    const own = shownAs('account_opening', 'pending', { customer_id: idOf(71) })
    const customer = shownAs('customer', 'registered', { display_name: '欧阳建国', id_no: '11010519491231002X' })
    const named = new Map([['customer_id', customer]])
    const parts = draftOf(outline!, { shown: own, named, index })
    expect(parts.map((part) => part.title.slice(0, 2))).toEqual(['一、', '二、', '三、'])
    expect(parts[0]!.lines.map((line) => line.value)).toContain('欧**')
    expect(JSON.stringify(parts)).not.toContain('建国')
    const agent = shownAs('customer', 'registered', { display_name: '李晓' })
    const values = { ...own.row.values, agent: idOf(72) }
    const byAgent = { ...own, row: { ...own.row, values } }
    const withAgent = draftOf(outline!, { shown: byAgent, named: new Map([...named, ['agent', agent]]), index })
    expect(withAgent.map((part) => part.title)[1]).toBe('二、代理人')
  })

  it('shows each entry of a table in one line', async () => {
    const [outline] = await outlinesOf('handover')
    const keys = [{ item: '展柜钥匙', count: 2, complete: true }]
    const parts = draftOf(outline!, { shown: shownAs('handover', 'handed', { keys }), named: new Map(), index })
    const table = parts.find((part) => part.title.endsWith('钥匙与物品'))!
    expect(table.rows).toHaveLength(1)
    expect(table.rows![0]).toContain('展柜钥匙')
  })
})
