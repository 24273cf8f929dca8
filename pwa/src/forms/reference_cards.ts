// What the chosen entries tell the person who fills in the form: what to bring, what is often asked.
import type { Kind, Values } from '@/contract'
import { chosenItems } from '@/fields'
import { language, said } from '@/i18n'
import { entriesOf, type EntryName } from '@/notices'
import type { Faq, Material, Product, ReferenceIndex, ReferenceItem } from '@/reference'

export interface ReferenceCard {
  code: string
  /** The entries a notice may be about. */
  entries: readonly EntryName[]
  title: string
  answers: { question: string; answer: string; draft: boolean }[]
  lists: { title: string; items: readonly string[] }[]
  draft: boolean
}

/** One card for each chosen entry that has something to tell. A list of materials is shown once, by the most specific entry. */
export function cardsFor(kind: Kind, values: Values, index: ReferenceIndex): ReferenceCard[] {
  const chosen = kind.fields.flatMap((field) => chosenItems(field, values[field.code], index))
  const specific = chosen.filter((item) => Array.isArray(item.faq))
  const telling = specific.length > 0 ? specific : chosen
  return telling.map((item) => cardOf(item, index)).filter((card) => card.answers.length + card.lists.length > 0)
}

export function cardOf(item: ReferenceItem, index: ReferenceIndex): ReferenceCard {
  const { faq = [], materials = [] } = item as Partial<Product>
  return {
    code: item.code,
    entries: entriesOf(item),
    title: said(item),
    answers: faq.map(answerOf),
    lists: materials.flatMap((code) => listOf(index.item('materials', code))),
    draft: item.status === 'draft',
  }
}

function answerOf(faq: Faq) {
  const english = language.value === 'en'
  return { question: english ? faq.q_en : faq.q, answer: english ? faq.a_en : faq.a, draft: faq.status === 'draft' }
}

export function listOf(item: ReferenceItem | null): ReferenceCard['lists'] {
  if (item === null) return []
  const { items = [], items_en = [] } = item as Partial<Material>
  return [{ title: said(item), items: language.value === 'en' ? items_en : items }]
}
