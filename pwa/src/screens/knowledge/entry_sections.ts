// What an entry of the guide says beyond its name, as sections to read: lines, numbered steps, marks beside a line.
import { language, said } from '@/i18n'
import type { ReferenceIndex, ReferenceItem } from '@/reference'
import { g, isGuideText, type GuideText } from './texts'

export interface SectionLine {
  text: string
  /** Only the customer may do this. */
  star?: boolean
  note?: string
}

export interface Section {
  title: string
  lines: readonly SectionLine[]
  look: 'plain' | 'numbered' | 'facts' | 'risk'
}

interface Named {
  zh: string
  en: string
  customer_only?: boolean
  target_seconds?: number | null
}

const LISTS = ['signs', 'questions', 'script'] as const
const NUMBERED = new Set<string>(['questions'])

/** In the order in which they are read aloud; nothing for what the entry has not. */
export function sectionsOf(item: ReferenceItem, index: ReferenceIndex): Section[] {
  const lists = LISTS.map((name) => section(g(name), lines(item, name), NUMBERED.has(name) ? 'numbered' : 'plain'))
  return [
    section(g('first_action'), texts(item, 'first_action'), 'plain'),
    ...lists,
    section(g('definition'), texts(item, 'definition'), 'plain'),
    section(g('steps'), named(item.steps).map(stepLine), 'numbered'),
    section(
      g('vetoes'),
      named(item.vetoes).map((each) => ({ text: said(each) })),
      'risk',
    ),
    section('', facts(item, index), 'facts'),
  ].filter((each) => each.lines.length > 0)
}

function section(title: string, found: readonly SectionLine[], look: Section['look']): Section {
  return { title, lines: found, look }
}

const inLanguage = (item: ReferenceItem, name: string): unknown =>
  language.value === 'en' ? (item[`${name}_en`] ?? item[name]) : item[name]

function lines(item: ReferenceItem, name: string): SectionLine[] {
  const found = inLanguage(item, name)
  return Array.isArray(found) ? found.map((text) => ({ text: String(text) })) : []
}

function texts(item: ReferenceItem, name: string): SectionLine[] {
  const found = inLanguage(item, name)
  return typeof found === 'string' ? [{ text: found }] : []
}

const named = (value: unknown): Named[] => (Array.isArray(value) ? (value as Named[]) : [])

function stepLine(step: Named): SectionLine {
  const line: SectionLine = { text: said(step) }
  if (step.customer_only) return { ...line, star: true, note: g('customer_only') }
  return step.target_seconds ? { ...line, note: g('target', { seconds: step.target_seconds }) } : line
}

/** Short facts, each with what it is called. */
function facts(item: ReferenceItem, index: ReferenceIndex): SectionLine[] {
  const coded: [GuideText, readonly string[]][] = [
    ['severity', codes(item.severity)],
    ['level', codes(item.level).map((code) => `level_${code}`)],
    ['method', codes(item.method)],
    ['rounds', codes(item.rounds)],
  ]
  const found = coded.filter(([, names]) => names.length > 0).map(([title, names]) => fact(title, names.map(word)))
  const devices = codes(item.devices).map((code) => index.label('device_types', code, language.value))
  if (devices.length > 0) found.push(fact('devices', devices))
  if (typeof item.basis === 'string') found.push(fact('basis', [item.basis]))
  if (item.arrival_query === true) found.push({ text: g('arrival_query') })
  return found
}

const codes = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : []
const word = (code: string): string => (isGuideText(code) ? g(code) : code)
const fact = (title: GuideText, words: readonly string[]): SectionLine => ({
  text: words.join(language.value === 'en' ? ', ' : '、'),
  note: g(title),
})
