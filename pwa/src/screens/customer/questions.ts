// How a question is put to a customer: which fields stand as large buttons, and what is wrong with one answer.
import type { Field } from '@/contract'
import { said } from '@/i18n'
import { t } from './texts'

export interface Answer {
  value: unknown
  /** `5 非常满意` stands as a large figure over its words. */
  figure: string
  words: string
}

const NOT_APPLICABLE = 'not_applicable'
const MOST_BUTTONS = 11

/** The answers of a field that has few enough to stand side by side; null for the others. 不适用 stands apart. */
export function answersOf(field: Field): { scale: Answer[]; apart: Answer[] } | null {
  const all = buttons(field)
  if (all === null || all.length > MOST_BUTTONS) return null
  const isApart = (answer: Answer) => answer.value === NOT_APPLICABLE
  return { scale: all.filter((answer) => !isApart(answer)), apart: all.filter(isApart) }
}

function buttons(field: Field): Answer[] | null {
  if (field.type === 'enum') return field.options.map((option) => answer(option.code, said(option)))
  if (field.type === 'bool') return [answer(true, t('yes')), answer(false, t('no'))]
  if (field.type !== 'int' || field.min == null || field.max == null) return null
  const [first, many] = [field.min, field.max - field.min + 1]
  if (many > MOST_BUTTONS) return null
  return Array.from({ length: many }, (_, at) => answer(first + at, String(first + at)))
}

function answer(value: unknown, label: string): Answer {
  const [, figure = '', words = label] = /^(\d+)(?:\s+(.*))?$/.exec(label) ?? []
  return { value, figure, words: figure === '' ? label : words === label ? '' : words }
}
