// What components put on a page: names, roles, descriptions, and nothing a strict content security policy would refuse.
import { createSSRApp, h, type Component } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { describe, expect, it } from 'vitest'
import { contract } from '../../../pwa/src/contract.ts'
import ChipGroup from '../../../pwa/src/components/ChipGroup.vue'
import FieldShell from '../../../pwa/src/components/FieldShell.vue'
import NoticeBanner from '../../../pwa/src/components/NoticeBanner.vue'
import NumberPad from '../../../pwa/src/components/NumberPad.vue'
import PinDots from '../../../pwa/src/components/PinDots.vue'
import StateMark from '../../../pwa/src/components/StateMark.vue'
import SwitchRow from '../../../pwa/src/components/SwitchRow.vue'
import { ICONS, iconNamed } from '../../../pwa/src/components/icons.ts'
import { FORM_WORLD, type FormWorld } from '../../../pwa/src/fields/form_world.ts'
import FieldGrid from '../../../pwa/src/forms/FieldGrid.vue'
import { useForm } from '../../../pwa/src/forms/form_state.ts'
import { referenceIndex } from '../../fakes/reference.ts'

const index = referenceIndex()
const world: FormWorld = { reference: () => index, lastUsed: () => [], records: null, now: () => 0 }

function html(
  component: Component,
  props: Record<string, unknown>,
  slots?: Record<string, () => unknown>,
): Promise<string> {
  const app = createSSRApp({ render: () => h(component, props, slots) })
  app.provide(FORM_WORLD, world)
  return renderToString(app)
}

const shell = { id: 'field-x', label: '物品', requiredText: '必填' }

describe('a field', () => {
  it('is labelled, and described by its help and its error', async () => {
    const described: (string | undefined)[] = []
    const slot = ({ describedBy }: { describedBy?: string } = {}) => described.push(describedBy)
    const page = await html(
      FieldShell,
      { ...shell, help: '写外观', error: '请填写物品。' },
      { default: slot as () => unknown },
    )
    expect(page).toContain('<label class="label" for="field-x"')
    expect(described).toEqual(['field-x-help field-x-error'])
    expect(page).toContain('role="alert"')
  })

  it('is a group with a legend when it holds several controls', async () => {
    const page = await html(FieldShell, { ...shell, grouped: true })
    expect(page).toContain('<fieldset')
    expect(page).toContain('<legend')
  })

  it('says that it is required in words, not by a star alone', async () => {
    expect(await html(FieldShell, { ...shell, required: true })).toContain('<span class="unseen"')
  })
})

describe('choices', () => {
  const choices = [
    { value: 'a', label: '现场' },
    { value: 'b', label: '电话' },
  ]

  it('are native radios of one name, the chosen one checked', async () => {
    const page = await html(ChipGroup, { name: 'n', choices, modelValue: 'b' })
    expect(page.match(/type="radio"/g)).toHaveLength(2)
    expect(page.match(/checked/g)).toHaveLength(1)
  })

  it('are checkboxes when several may be chosen', async () => {
    const page = await html(ChipGroup, { name: 'n', choices, modelValue: ['a', 'b'], multiple: true })
    expect(page.match(/type="checkbox"/g)).toHaveLength(2)
  })

  it('name a switch and say its state', async () => {
    expect(await html(SwitchRow, { id: 's', label: '同意回访', modelValue: true })).toContain('role="switch"')
  })
})

describe('what is said without words', () => {
  it.each(['saved', 'received', 'issued', 'attention'])('has words too: %s', async (state) => {
    expect(await html(StateMark, { state, words: '已收到' })).toContain('已收到')
  })

  it('has a shape of its own for every state', async () => {
    const shapes = await Promise.all(
      ['saved', 'received', 'issued', 'attention'].map((state) => html(StateMark, { state })),
    )
    const drawings = shapes.map((page) => [...page.matchAll(/ d="([^"]+)"/g)].map((found) => found[1]).join())
    expect(new Set(drawings).size).toBe(4)
  })

  it('never tells which digits were entered', async () => {
    expect(await html(PinDots, { filled: 3, length: 6, label: '已输入 3 位' })).toContain('aria-label="已输入 3 位"')
  })

  it('interrupts a screen reader for a risk only', async () => {
    expect(await html(NoticeBanner, { tone: 'risk' })).toContain('role="alert"')
    expect(await html(NoticeBanner, { tone: 'watch' })).toContain('role="status"')
  })

  it('has an icon for every kind', () => {
    expect(contract.kinds.map((kind) => kind.icon).filter((name) => !(name in ICONS))).toEqual([])
    expect(iconNamed('nobody drew this')).toBe('record')
  })
})

describe('the generic form', () => {
  it.each(contract.kinds)('shows every field of $zh under its label', async (kind) => {
    const form = useForm(kind, { values: {}, reference: () => index })
    const page = await html(FieldGrid, { form, fields: kind.fields })
    for (const field of kind.fields) expect(page).toContain(field.zh)
  })

  it.each(contract.kinds)('writes no inline style for $zh', async (kind) => {
    const form = useForm(kind, { values: {}, reference: () => index })
    form.show(kind.fields.map((field) => ({ code: 'required', field: field.code })))
    expect(await html(FieldGrid, { form, fields: kind.fields })).not.toContain('style=')
  })

  it('has a pad whose every key is a button', async () => {
    const page = await html(NumberPad, { label: '数字键盘', backText: '退格' })
    expect(page.match(/type="button"/g)).toHaveLength(11)
  })
})
