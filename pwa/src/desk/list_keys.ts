// Keyboard for a list of a page: letters and arrows, unless the person is typing or a dialog is open.
import { onBeforeUnmount, onMounted } from 'vue'
import { listKey, type ListKey } from './moving'

const TYPING = 'input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable], [role=dialog] *'
/** What answers Enter and the arrows by itself. */
const OWN_KEYS = 'a, button, input, summary, iframe'

export function useListKeys(act: (key: ListKey) => boolean): void {
  function pressed(event: KeyboardEvent): void {
    const target = event.target instanceof Element ? event.target : null
    if (target?.closest(TYPING) || document.querySelector('[role=dialog]')) return
    const key = listKey(event)
    if (key === null) return
    if (
      target?.closest(OWN_KEYS) &&
      (event.key === 'Enter' || event.key.startsWith('Arrow')) &&
      !target.closest('[data-list]')
    )
      return
    if (act(key)) event.preventDefault()
  }
  onMounted(() => document.addEventListener('keydown', pressed))
  onBeforeUnmount(() => document.removeEventListener('keydown', pressed))
}
