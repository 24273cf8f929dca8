// Says what opened by itself with a capture: “已同时发起：到账查询 → 运营部”.
import { toast } from '@/components'
import { kindOf } from '@/contract'
import type { Tablet } from '@/device/tablet'
import { valueText } from '@/fields'
import { t } from '@/i18n'
import { shownTitle } from './form_world'

export async function tellOpened(tablet: Tablet, opened: readonly string[] = []): Promise<void> {
  const names = await Promise.all(opened.map((id) => nameOf(tablet, id)))
  if (names.length > 0) toast(t('opened_too', { names: names.join(t('separator')) }))
}

async function nameOf(tablet: Tablet, id: string): Promise<string> {
  const shown = await tablet.record(id)
  const kind = shown && kindOf(shown.row.kind)
  const address = kind?.inbox && kind.fields.find((field) => field.code === kind.inbox!.department_field)
  const to = address ? valueText(address, shown!.row.values[address.code], tablet.reference()) : ''
  const title = shown ? shownTitle(shown, tablet) : ''
  return to ? `${title} → ${to}` : title
}
