// A morning in the lobby: records in every state, a refused operation, a conflict, drafts. Made-up people only.
import type { ConflictRow, DraftRow, OpRow, RecordRow } from '../../sync/client/ports.ts'
import type { HistoryEntry } from '../../pwa/src/device/tablet.ts'
import type { ToldNotice } from '../../pwa/src/told/notice.ts'
import { DEVICE, PERSON } from './state.ts'
import { operation } from './operation.ts'

/** 11:20 by the bank's clock. */
export const NOW = Date.parse('2026-11-24T03:20:00.000Z')
const LI = '01935b1e-0000-7000-8000-00000000a002'

interface Told {
  kind: string
  status: string
  at: string
  values: Record<string, unknown>
  no?: string | null
  by?: string
  documents?: RecordRow['documents']
  offline?: boolean
}

export function idOf(n: number): string {
  return `01935b1e-7c00-7000-8000-${String(n).padStart(12, '0')}`
}

function row(n: number, told: Told): RecordRow {
  const at = told.at.includes('T') ? told.at : `2026-11-24T${told.at}:00.000Z`
  return {
    id: idOf(n),
    scope: 'branch:b1:floor',
    kind: told.kind,
    rev: told.no === null ? 0 : 1,
    no: told.no ?? null,
    status: told.status,
    values: told.values,
    at,
    created_by: told.by ?? PERSON,
    created_by_name: told.by === LI ? '李晓' : '周敏',
    device_id: DEVICE,
    captured_offline: told.offline ?? false,
    doubtful: false,
    updated_at: at,
    void_reason: null,
    documents: told.documents ?? [],
  }
}

const ask = (topic_code: string, question: string, more: Record<string, unknown> = {}) => ({
  channel: 'onsite',
  topic_code,
  question,
  ...more,
})
const issued = (n: string) => [{ code: 'D01', state: 'issued', serial: `ZXB-0113-261124-${n}` }]

export const RECORDS: RecordRow[] = [
  row(1, {
    kind: 'consultation',
    status: 'registered',
    at: '03:08',
    no: null,
    offline: true,
    values: ask('TD01', '想了解装修贷款的年化利率、期限和需要的材料，预计 20 万元。', {
      customer_name: '王女士',
      products: ['P14'],
    }),
  }),
  row(2, {
    kind: 'consultation',
    status: 'awaiting_reply',
    at: '02:31',
    no: 'ZX-0113-261124-0012',
    values: ask('TD02', '二套房按揭首付比例和利率怎么定，材料要哪些？', { customer_name: '刘**', products: ['P15'] }),
  }),
  row(3, {
    kind: 'department_ticket',
    status: 'replied',
    at: '02:32',
    no: 'XT-0113-261124-0003',
    values: {
      to_department: 'credit_dept',
      ticket_type: 'loan_precheck',
      priority: 'normal',
      channel: 'system',
      content: '客户咨询二套房按揭，请作初步意见并告知所需补充资料。',
      linked: [idOf(2)],
      due_at: '2026-11-24T03:40:00.000Z',
      reply: '初步符合，需补充收入证明与首付凭证。初步意见，不构成审批承诺。',
      result: 'solved',
    },
  }),
  row(4, {
    kind: 'department_ticket',
    status: 'in_progress',
    at: '01:05',
    no: 'XT-0113-261124-0001',
    values: {
      to_department: 'operations_dept',
      ticket_type: 'arrival_query',
      priority: 'high',
      channel: 'system',
      content: '客户昨日 15:20 在自助机存款 3,000 元未入账，请查询到账情况。',
      due_at: '2026-11-24T02:30:00.000Z',
    },
  }),
  row(5, {
    kind: 'consultation',
    status: 'closed',
    at: '01:47',
    no: 'ZX-0113-261124-0009',
    documents: issued('0009'),
    values: ask('TB01', '明天要取 8 万元现金，怎么预约？', {
      customer_name: '赵**',
      solution: '已为客户登记大额取现预约，提醒带身份证件与银行卡。',
      outcome: 'appointment',
      minutes: 4,
      materials_given: ['M07'],
    }),
  }),
  row(6, {
    kind: 'consultation',
    status: 'answered',
    at: '02:05',
    no: 'ZX-0113-261124-0010',
    values: ask('TC01', '大额存单今天能买吗，起点是多少？', {
      customer_name: '孙**',
      solution: '说明额度以当日公示为准，已引导至理财室。',
      products: ['P03'],
    }),
  }),
  row(7, {
    kind: 'lost_item',
    status: 'registered',
    at: '02:20',
    no: 'SW-0113-261124-0001',
    values: {
      item: '黑色折叠伞，伞柄有蓝色贴纸',
      category: 'other',
      found_at: '2026-11-24T02:15:00.000Z',
      place: '自助区 3 号机旁',
      finder: '保安陈**',
      locker: '大堂储物柜 2 号',
      keeper_one: '周**',
      keeper_two: '李**',
    },
  }),
  row(8, {
    kind: 'consultation',
    status: 'registered',
    at: '02:52',
    no: null,
    values: ask('TE04', '手机银行登录提示设备未绑定，怎么处理？', { customer_name: '陈先生', channel: 'phone' }),
  }),
  row(9, {
    kind: 'consultation',
    status: 'answered',
    at: '01:20',
    no: 'ZX-0113-261124-0006',
    by: LI,
    values: ask('TA03', '银行卡丢了，怎么挂失补卡？', {
      customer_name: '钱**',
      customer_mobile: '138****5678',
      follow_up_consent: true,
      solution: '已协助客户电话口头挂失，告知柜面补卡所需证件。',
    }),
  }),
  ...yesterday(),
]

function yesterday(): RecordRow[] {
  const topics = ['TA01', 'TC04', 'TE02', 'TB04', 'TH01', 'TD05', 'TF01', 'TE07', 'TG03', 'TA08', 'TC03', 'TE05']
  return topics.map((topic, at) =>
    row(20 + at, {
      kind: 'consultation',
      status: 'closed',
      at: `2026-11-23T0${1 + Math.floor(at / 3)}:${String(50 - ((at * 4) % 48)).padStart(2, '0')}:00.000Z`,
      no: `ZX-0113-261123-00${String(20 - at).padStart(2, '0')}`,
      by: at % 3 === 0 ? LI : PERSON,
      documents: issued(`00${20 - at}`),
      values: ask(topic, '请问怎么办理，需要带什么材料？', {
        customer_name: ['吴**', '郑**', '冯**', null][at % 4],
        solution: '已按公示说明办理条件与所需材料。',
        outcome: 'resolved',
        minutes: 3 + at,
      }),
    }),
  )
}

const done = (op: OpRow): OpRow => ({
  ...op,
  state: 'done',
  receipt: {
    op_id: op.op_id,
    hash: op.hash,
    device_id: DEVICE,
    op_seq: op.op_seq,
    verdict: 'applied',
    decided_at: op.at,
    rev: 1,
  },
})
const created = (n: number, seq: number) => {
  const made = RECORDS.find((each) => each.id === idOf(n))!
  const patch = Object.fromEntries(Object.entries(made.values).map(([code, to]) => [code, { from: null, to }]))
  return operation(made, 'create', { patch, command: { args: { captured_offline: false } } }, seq, made.at)
}
const refused = (op: OpRow): OpRow => ({
  ...op,
  state: 'attention',
  receipt: {
    op_id: op.op_id,
    hash: op.hash,
    device_id: DEVICE,
    op_seq: op.op_seq,
    verdict: 'rejected',
    decided_at: op.at,
    code: 'long_number',
    field: 'question',
    message: {
      zh: '咨询问题里像是有卡号、账号或证件号码，本系统不保存，请删去。',
      en: 'Question seems to hold a card, account or identity number, which is not kept here; remove it.',
    },
  },
})

export const OPS: OpRow[] = [
  done(created(5, 21)),
  done(created(6, 22)),
  done(created(7, 23)),
  done(created(2, 24)),
  refused(created(8, 25)),
  created(1, 26),
]

export const CONFLICTS: ConflictRow[] = [
  {
    id: idOf(901),
    record_id: idOf(9),
    kind: 'consultation',
    fields: {
      solution: [
        '已告知柜面补卡所需证件。',
        '已协助客户电话口头挂失，告知柜面补卡所需证件。',
        '客户已在手机银行自助挂失，改约明天上午补卡。',
      ],
      outcome: [null, 'resolved', 'appointment'],
      minutes: [null, 6, 9],
    },
    actor_id: PERSON,
    at: '2026-11-24T02:58:00.000Z',
    resolved_by: null,
  },
]

export const DRAFTS: DraftRow[] = [
  {
    id: idOf(701),
    actor_id: PERSON,
    kind: 'consultation',
    values: ask('TE02', '信用卡申请进度怎么查？'),
    about: null,
    updated_at: '2026-11-24T03:02:00.000Z',
  },
]

export const HISTORY: Record<string, HistoryEntry[]> = {
  [idOf(2)]: [
    entry('2026-11-24T02:31:00.000Z', '周敏', 'create', null, 'registered'),
    entry('2026-11-24T02:32:00.000Z', '周敏', 'refer', 'registered', 'awaiting_reply'),
  ],
  [idOf(3)]: [
    entry('2026-11-24T02:32:00.000Z', '周敏', 'create', null, 'sent'),
    entry('2026-11-24T02:40:00.000Z', '何平（信贷部门）', 'start', 'sent', 'in_progress'),
    entry('2026-11-24T03:12:00.000Z', '何平（信贷部门）', 'reply', 'in_progress', 'replied', ['reply', 'result']),
  ],
}

function entry(
  at: string,
  by_name: string,
  verb: string,
  from: string | null,
  to: string,
  fields: string[] = [],
): HistoryEntry {
  return { at, by_name, verb, from_status: from, to_status: to, fields, reason: null, verdict: 'applied' }
}

function notice(n: number, about: number, told: Partial<ToldNotice> & Pick<ToldNotice, 'at'>): ToldNotice {
  const { id, kind, no, status, values } = RECORDS.find((each) => each.id === idOf(about))!
  return {
    ...{ id: idOf(800 + n), branch_id: 'b1', code: 'step', kind, record_id: id, document_id: null, verb: null },
    ...{ urgent: false, read: false, record: { no, status, values }, ...told },
  }
}

/** Newest first. */
export const NOTICES: ToldNotice[] = [
  notice(4, 3, { verb: 'reply', at: '2026-11-24T03:12:00.000Z' }),
  notice(3, 4, { verb: 'receive', urgent: true, at: '2026-11-24T02:20:00.000Z' }),
  notice(2, 9, { code: 'conflict', at: '2026-11-24T01:30:00.000Z', read: true }),
  notice(1, 5, { verb: 'answer', at: '2026-11-23T08:40:00.000Z', read: true }),
]
