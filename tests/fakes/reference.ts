// A few entries of each reference set, in the shape the server sends.
import { ReferenceIndex, type ReferenceItem, type ReferenceSet } from '../../pwa/src/reference/index.ts'

function item(code: string, zh: string, en: string, more: Record<string, unknown> = {}): Omit<ReferenceItem, 'set'> {
  const dates = { effective_from: '2026-01-01', effective_to: null }
  return {
    code,
    zh,
    en,
    keys: `${code}\n${zh}\n${en}`.toLowerCase(),
    status: 'in_force',
    ...dates,
    source: '行内',
    house: true,
    ...more,
  }
}

const SETS = [
  {
    name: 'topics',
    items: [
      item('TA01', '开户', 'Opening', {
        department: null,
        ticket_type: null,
        question: '想开户。',
        products: [],
        materials: ['M01'],
      }),
      item('TD01', '消费贷', 'Consumer loan', {
        department: 'credit_dept',
        ticket_type: 'loan_precheck',
        question: '想了解消费贷款的利率和材料。',
        products: ['P14'],
        materials: ['M09'],
      }),
      ...['TB01', 'TB02', 'TB03', 'TB04', 'TB05', 'TB06'].map((code) =>
        item(code, `主题${code}`, code, { question: `问${code}。` }),
      ),
    ],
  },
  {
    name: 'products',
    items: [
      item('P14', '个人消费贷', 'Personal loan', {
        category: '贷款',
        category_en: 'Loans',
        faq: [
          { q: '利率？', a: '以公示为准。', q_en: 'Rate?', a_en: 'As published.', status: 'in_force', source: '行内' },
        ],
        materials: ['M09'],
      }),
    ],
  },
  {
    name: 'materials',
    items: [
      item('M01', '本人开户', 'Opening', { items: ['身份证件'], items_en: ['Identity document'] }),
      item('M09', '消费贷', 'Consumer loan', {
        items: ['身份证件', '收入证明'],
        items_en: ['Identity document', 'Proof of income'],
      }),
    ],
  },
  {
    name: 'shifts',
    items: [
      item('morning', '早班', 'Morning', { starts: '08:15', ends: '12:30' }),
      item('afternoon', '午班', 'Afternoon', { starts: '12:30', ends: '17:00' }),
      item('closing', '营业终了', 'Close of business', { starts: '16:00', ends: '18:00' }),
    ],
  },
  { name: 'departments', items: [item('credit_dept', '信贷部门', 'Credit'), item('other_dept', '其他部门', 'Other')] },
]

export function referenceIndex(): ReferenceIndex {
  const index = new ReferenceIndex()
  const sets = SETS.map(({ name, items }) => ({ name, items: items.map((each) => ({ ...each, set: name })) }))
  index.load(sets as unknown as ReferenceSet[], 'test')
  return index
}
