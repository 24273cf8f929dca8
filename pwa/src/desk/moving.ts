// Moving through a list by keyboard: j or ↓ to the next row, k or ↑ to the one before, never past an end.

export type ListKey = 'next' | 'previous' | 'open' | 'reply' | 'search' | 'pick' | 'print' | 'download' | 'help'

const KEYS: Readonly<Record<string, ListKey>> = {
  j: 'next',
  ArrowDown: 'next',
  k: 'previous',
  ArrowUp: 'previous',
  Enter: 'open',
  r: 'reply',
  '/': 'search',
  x: 'pick',
  p: 'print',
  d: 'download',
  '?': 'help',
}

export interface Pressed {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
}

/** What a key asks for; keys with a modifier belong to the browser. */
export function listKey(pressed: Pressed): ListKey | null {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return null
  return KEYS[pressed.key] ?? null
}

/** The id to select next; the first or last row where nothing was selected yet, or what was has left the list. */
export function moved(ids: readonly string[], selected: string | null, by: 'next' | 'previous'): string | null {
  const at = selected === null ? -1 : ids.indexOf(selected)
  if (at === -1) return (by === 'next' ? ids[0] : ids.at(-1)) ?? null
  return ids[Math.min(Math.max(at + (by === 'next' ? 1 : -1), 0), ids.length - 1)] ?? null
}
