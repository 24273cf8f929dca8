// The papers of a piece of business, ticked beside its form; they become a check of their own in the same tap.
import { computed, ref, watch } from 'vue'
import { toast } from '@/components'
import { fieldOf, kindOf } from '@/contract'
import { language, said } from '@/i18n'
import type { Values } from '@/contract'
import { useTablet } from '../../tablet_view'
import { lacking, papersOf, type Found, type Paper } from '../../business/papers'
import { t } from '../../business/texts'

const CHECK = 'material_check'

/** `list` is the code of the list of papers; null where the business needs none. */
export function usePapers(list: () => string | null) {
  const { tablet } = useTablet()
  const papers = ref<readonly Paper[]>([])
  const isTouched = ref(false)
  watch(list, (code) => (papers.value = papersOf(tablet.reference(), code)), { immediate: true })
  const name = computed(() => tablet.reference().label('materials', list() ?? '', language.value))
  const results = fieldOf(kindOf(CHECK)!, 'items')!.columns!.find(({ code }) => code === 'result')!.options
  const found = results.map(({ code, ...words }) => ({ value: code as Found, label: said(words) }))
  const words = Object.fromEntries(found.map(({ value, label }) => [value, label]))

  /** Nothing is kept where nobody looked and nothing is missing. `values` are those of the business. */
  async function keep(requestId: string, values: Values): Promise<void> {
    const missing = lacking(papers.value).length > 0
    if (!list() || papers.value.length === 0 || (!isTouched.value && !missing)) return
    const saved = await tablet.capture(CHECK, {
      ...{ business_code: list(), items: papers.value, one_time_notice: missing, form_filled_by: 'customer' },
      ...{ request_id: requestId, visit_id: values.visit_id ?? null, customer_id: values.customer_id ?? null },
    })
    toast(saved.ok ? t('papers_kept') : t('papers_failed'))
  }
  return { papers, isTouched, name, found, words, keep }
}
