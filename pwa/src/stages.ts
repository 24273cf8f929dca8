// How far a record has come on the way its kind describes: the stages its panel shows, on the tablet and at the desk.
import { stateOf, type Kind } from './contract'
import type { Stage } from './components/StageTrack.vue'
import { said } from './i18n'

/** `way`: the states in order, as things go well. A state off the way (cancelled, expired) stands at its end, stopped. */
export function stagesOf(
  kind: Kind,
  status: string,
  way: readonly string[],
  notes: Readonly<Record<string, string>> = {},
): Stage[] {
  const at = way.indexOf(status)
  const stage = (code: string, state: Stage['state']): Stage => {
    const known = stateOf(kind, code)
    return { key: code, label: known ? said(known) : code, state, note: notes[code] }
  }
  const stages = way.map((code, place) =>
    stage(code, place < at || isEnd(kind, code, status) ? 'past' : place === at ? 'now' : 'next'),
  )
  return at < 0 ? [...stages, stage(status, 'stopped')] : stages
}

/** The last stage of all, once it is reached, is behind. */
function isEnd(kind: Kind, code: string, status: string): boolean {
  return code === status && (stateOf(kind, code)?.final ?? false)
}
