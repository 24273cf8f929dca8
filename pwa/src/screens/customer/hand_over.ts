// Makes what a customer is handed: of a record or of a capture, the fields of one form and the way to give the answers.
import { commandNamed, openCommands, standingOf } from '@sync/lifecycle.ts'
import { holds } from '@sync/rules.ts'
import { captureErrors, commandErrors } from '@sync/validation.ts'
import { fieldOf, type CustomerForm, type Field, type Kind, type Values } from '@/contract'
import type { Origin, Saved, Shown, Tablet } from '@/device/tablet'
import type { Given, Handed } from './handed'

const IDLE_SECONDS = 60

/** The forms that the record of this kind and state can be handed over with, by somebody in this role. */
export function formsOfRecord(kind: Kind, { row }: Shown, role: string, personId: string): CustomerForm[] {
  const open = openCommands(kind.life_cycle, row.status, role, standingOf(row, personId))
  const values = { ...row.values, status: row.status }
  return kind.customer_forms.filter(
    ({ command, when }) => command !== null && open.includes(command) && (when === null || holds(when, values)),
  )
}

/** Those that make a new record. */
export function formsOfCapture(kind: Kind, values: Values): CustomerForm[] {
  const asked = { ...values, status: kind.life_cycle.created }
  return kind.customer_forms.filter(({ command, when }) => command === null && (when === null || holds(when, asked)))
}

export function handedRecord(tablet: Tablet, kind: Kind, form: CustomerForm, { row }: Shown, home: () => void): Handed {
  const command = commandNamed(kind.life_cycle, form.command!)!
  const said = (answers: Values, began: string) => ({ ...answers, ...stamped(form, began) })
  return {
    ...common(tablet, kind, form, row.values),
    required: command.required,
    check: (answers) => commandErrors(kind, command, row.status, row.values, said(answers, now()), null),
    give: async (answers, began) => given(await tablet.command(row.id, command.code, said(answers, began))),
    home,
  }
}

export function handedCapture(
  tablet: Tablet,
  kind: Kind,
  form: CustomerForm,
  values: Values,
  options: { draftId: string; origin?: Origin },
  home: (recordId: string | null) => void,
): Handed {
  let recordId: string | null = null
  const said = (answers: Values, began: string) => ({ ...values, ...answers, ...stamped(form, began) })
  return {
    ...common(tablet, kind, form, values),
    required: [],
    check: (answers) => captureErrors(kind, said(answers, now())),
    give: async (answers, began) => {
      const saved = await tablet.capture(kind.code, said(answers, began), options)
      if (saved.ok) recordId = saved.value.recordId
      return given(saved)
    },
    home: () => home(recordId),
  }
}

function common(tablet: Tablet, kind: Kind, form: CustomerForm, values: Values) {
  const fields = form.fields.map((code) => fieldOf(kind, code)).filter((field): field is Field => field !== null)
  const own = Object.fromEntries(form.fields.filter((code) => code in values).map((code) => [code, values[code]]))
  const seconds = tablet.reference().item('settings', 'customer_idle_seconds')?.value
  return {
    kind,
    title: { zh: form.zh, en: form.en },
    notice: { zh: form.notice_zh, en: form.notice_en },
    fields,
    begin: own,
    reference: () => tablet.reference(),
    idleSeconds: typeof seconds === 'number' ? seconds : IDLE_SECONDS,
    attach: (...[bytes, use]: Parameters<Handed['attach']>) => tablet.attach(bytes, use),
    attachment: (name: string) => tablet.attachment(name),
  }
}

/** What is said with the answers (`values` of a customer form in server/records/contributions.py). */
function stamped(form: CustomerForm, began: string): Record<string, unknown> {
  const moments: Record<string, string> = { '@begun': began, '@done': now() }
  const entries = Object.entries(form.values)
  return Object.fromEntries(
    entries.map(([code, source]) => [code, source.startsWith('=') ? source.slice(1) : moments[source]]),
  )
}

const now = () => new Date().toISOString()

function given(saved: Saved): Given {
  return saved.ok ? { ok: true } : saved
}
