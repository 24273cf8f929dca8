// How the fields and options of reference data are called at the desk; their rules are the server's.
import { departmentOf } from '@/contract'
import { language, said } from '@/i18n'

const FIELDS: Readonly<Record<string, readonly [string, string]>> = {
  code: ['编码', 'Code'],
  zh: ['中文名称', 'Chinese'],
  en: ['英文名称', 'English'],
  aliases: ['别名（每行一个）', 'Other names, one a line'],
  group: ['分组', 'Heading'],
  status: ['核实情况', 'Verified'],
  source: ['依据', 'Source'],
  house: ['内部参数', 'House parameter'],
  effective_from: ['生效日', 'In force from'],
  effective_to: ['失效日', 'In force until'],
  value: ['数值', 'Figure'],
  unit: ['单位', 'Unit'],
  min: ['最小', 'At least'],
  max: ['最大', 'At most'],
  department: ['部门', 'Department'],
  opens: ['开门', 'Opens'],
  closes: ['关门', 'Closes'],
  weekdays: ['每周营业日（不选为同全行）', 'Open on (none: as the bank)'],
  changed_days: ['特殊日（停业或加班）', 'Single days (closed or open)'],
  day: ['日期', 'Day'],
  working: ['营业', 'Open'],
  ends: ['结束', 'Ends'],
  body: ['正文', 'Text'],
  ticket_type: ['工单事项', 'Ticket type'],
  question: ['常见问法', 'Usual question'],
  products: ['相关产品（每行一个编码）', 'Products, one code a line'],
  materials: ['所需材料（每行一个编码）', 'Materials, one code a line'],
  category: ['类别', 'Category'],
  category_en: ['类别（英文）', 'Category in English'],
  faq: ['常见问答', 'Questions and answers'],
  q: ['问', 'Question'],
  a: ['答', 'Answer'],
  q_en: ['问（英文）', 'Question in English'],
  a_en: ['答（英文）', 'Answer in English'],
  items: ['清单（每行一项）', 'Items, one a line'],
  items_en: ['清单（英文，逐行对应）', 'Items in English, line by line'],
  about: ['说明', 'About'],
  about_en: ['说明（英文）', 'About, in English'],
  priorities: ['优先级', 'Priorities'],
  within: ['办理时限', 'Done within'],
  respond: ['响应时限', 'Answered within'],
  amount: ['数量', 'Amount'],
  counting: ['计时方式', 'Counted in'],
  cash: ['涉及现金', 'Handles cash'],
  severity: ['严重程度', 'Severity'],
  first_action: ['先做什么', 'First action'],
  first_action_en: ['先做什么（英文）', 'First action in English'],
  arrival_query: ['同时查到账', 'Ask for arrival'],
  devices: ['适用设备（每行一个编码）', 'Devices, one code a line'],
  operation: ['业务', 'Operation'],
  steps: ['步骤', 'Steps'],
  customer_only: ['★ 仅客户本人', '★ Customer alone'],
  answer: ['回答方式', 'Answered by'],
  required: ['必答', 'Required'],
  not_applicable: ['可选不适用', 'May be not applicable'],
  scale: ['量表', 'Scale'],
  surveys: ['用于问卷', 'Asked in'],
  cause: ['原因', 'Cause'],
  words: ['线索词（每行一个）', 'Words, one a line'],
  measures: ['建议措施（每行一条）', 'Measures, one a line'],
  measures_en: ['建议措施（英文，逐行对应）', 'Measures in English, line by line'],
  level: ['级别', 'Level'],
  method: ['方法', 'Method'],
  basis: ['检查依据', 'Basis'],
  rounds: ['适用检查', 'Rounds'],
  round: ['检查类型', 'Round'],
  every: ['频次', 'Every'],
  starts: ['开始', 'Starts'],
  due: ['截止', 'Due'],
  due_business_day: ['当月第几个工作日前', 'Due on business day'],
  weights: ['分值', 'Weights'],
  target_seconds: ['目标秒数', 'Target, seconds'],
  vetoes: ['否决项', 'Vetoes'],
  number: ['电话', 'Number'],
  purpose: ['用途', 'For'],
  purpose_en: ['用途（英文）', 'For, in English'],
  public: ['公共号码', 'Public line'],
  signs: ['识别特征（每行一条）', 'Signs, one a line'],
  signs_en: ['识别特征（英文）', 'Signs in English'],
  questions: ['三问（每行一问）', 'Questions, one a line'],
  questions_en: ['三问（英文）', 'Questions in English'],
  script: ['话术（每行一句）', 'Script, one a line'],
  script_en: ['话术（英文）', 'Script in English'],
  definition: ['定义', 'Definition'],
  definition_en: ['定义（英文）', 'Definition in English'],
  kind: ['对应记录', 'Record'],
}

const OPTIONS: Readonly<Record<string, readonly [string, string]>> = {
  in_force: ['已核实', 'Verified'],
  draft: ['待核实', 'Not verified'],
  urgent: ['紧急', 'Urgent'],
  high: ['高', 'High'],
  normal: ['普通', 'Normal'],
  minute: ['分钟', 'Minutes'],
  hour: ['小时', 'Hours'],
  day: ['天', 'Days'],
  '1': ['周一', 'Mon'],
  '2': ['周二', 'Tue'],
  '3': ['周三', 'Wed'],
  '4': ['周四', 'Thu'],
  '5': ['周五', 'Fri'],
  '6': ['周六', 'Sat'],
  '7': ['周日', 'Sun'],
  working_day: ['工作日', 'Working days'],
  second: ['秒', 'Seconds'],
  month: ['月', 'Months'],
  year: ['年', 'Years'],
  count: ['（个、次、分）', 'count'],
  percent: ['%', '%'],
  oclock: ['点', "o'clock"],
  fen: ['分（人民币）', 'Fen (CNY)'],
  usd_cent: ['美分', 'US cents'],
  working: ['工作时间', 'Working time'],
  natural: ['自然时间', 'Day and night'],
  look: ['目视', 'Look'],
  test: ['测试', 'Test'],
  read: ['查阅', 'Read'],
  before_opening: ['开门前', 'Before opening'],
  patrol: ['营业中巡查', 'Patrol'],
  closing: ['营业终了', 'Closing'],
  monthly: ['月度', 'Monthly'],
  business_day: ['每个工作日', 'Every business day'],
  response: ['响应时效', 'Response'],
  alarm: ['报警报告', 'Alarm'],
  people: ['人员', 'People'],
  handling: ['处置规范', 'Handling'],
  recovery: ['恢复总结', 'Recovery'],
  process: ['流程', 'Process'],
  device: ['设备', 'Device'],
  environment: ['环境', 'Environment'],
  product: ['产品', 'Product'],
  communication: ['沟通', 'Communication'],
  scale: ['五级量表', 'Scale'],
  nps: ['推荐分', 'NPS'],
  text: ['文字', 'Text'],
  service: ['服务', 'Service'],
  withdrawal: ['取款', 'Withdrawal'],
  deposit: ['存款', 'Deposit'],
  transfer: ['转账', 'Transfer'],
  open_card: ['开卡', 'Opening a card'],
}

const chosen = (names: readonly [string, string] | undefined, code: string) =>
  names ? names[language.value === 'zh' ? 0 : 1] : code

export const fieldName = (name: string): string => chosen(FIELDS[name], name)
export const optionName = (code: string): string => chosen(OPTIONS[code], code)

/** What was chosen among codes, in words; of several, all. Departments are called as the bank calls them. */
export function choiceText(value: unknown): string {
  const codes: unknown[] = Array.isArray(value) ? value : [value]
  const names = codes.filter((code) => typeof code === 'string').map((code) => departmentName(code) ?? optionName(code))
  return names.join(language.value === 'zh' ? '、' : ', ')
}

function departmentName(code: string): string | null {
  const found = departmentOf(code)
  return found && said(found)
}

// The server checks the entries and says in English what is wrong; at the desk it is said in the language of the desk.
const FAULTS: readonly (readonly [RegExp, string])[] = [
  [/missing data|may not be null/i, '请填写。'],
  [/valid integer/i, '请填整数。'],
  [/valid (date|time)/i, '请填写正确的日期或时间。'],
  [/length|shorter|longer/i, '长度不符合要求。'],
  [/one of/i, '请从选项中选择。'],
  [/greater|less|between min and max/i, '超出允许范围。'],
  [/as many lines/i, '中英文须逐行对应，行数要一致。'],
  [/match/i, '格式不正确。'],
  [/100 in all/i, '分值合计须为 100，且每组步骤都要有分值。'],
  [/due|ends? before|closes before/i, '结束须晚于开始。'],
  [/both hours/i, '开门、关门时间要么都填，要么都不填。'],
  [/given twice/i, '编码重复。'],
  [/at least one entry/i, '至少保留一条。'],
  [/names (\S+), which/i, '有其他资料引用的条目不能删除。'],
  [/adds and removes none/i, '网点只能修改数值，不能增删条目。'],
]

export function faultText(said: string): string {
  if (language.value === 'en') return said
  return FAULTS.find(([pattern]) => pattern.test(said))?.[1] ?? '内容不符合要求，请检查。'
}

const UNITS: Readonly<Record<string, readonly [number, string, string]>> = {
  fen: [100, '元', 'CNY'],
  usd_cent: [100, '美元', 'USD'],
}

/** A figure with what it counts: sums in 元 and dollars, whatever they are kept in. */
export function figureText(value: unknown, unit: unknown): string {
  if (typeof value !== 'number' || typeof unit !== 'string') return String(value ?? '')
  if (unit === 'count') return value.toLocaleString('en-US')
  const [per, zh, en] = UNITS[unit] ?? [1, optionName(unit), optionName(unit)]
  const name = language.value === 'en' ? en : zh
  return `${(value / per).toLocaleString('en-US')} ${name}`
}
