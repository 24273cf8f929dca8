// Takes the person to a field: the first control inside it, in the middle of the view. What is folded away is reached by what
// stands around it.
import { aroundPath } from './fault_paths'

export function focusField(path: string): boolean {
  const shells = aroundPath(path).map((place) => {
    return document.querySelector<HTMLElement>(`[data-field="field-${CSS.escape(place)}"]`)
  })
  const shell = shells.find((each) => each !== null)
  const control = shell?.querySelector<HTMLElement>('input:not([hidden]), textarea, select, button')
  if (!shell || !control) return false
  shell.scrollIntoView({ block: 'center' })
  control.focus({ preventScroll: true })
  return true
}
