// Takes the person to a field: the first control inside it, in the middle of the view.
export function focusField(code: string): boolean {
  const shell = document.querySelector<HTMLElement>(`[data-field="field-${CSS.escape(code)}"]`)
  const control = shell?.querySelector<HTMLElement>('input, textarea, select, button')
  if (!shell || !control) return false
  shell.scrollIntoView({ block: 'center' })
  control.focus({ preventScroll: true })
  return true
}
