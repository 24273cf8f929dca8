// What a draft goes with, and where it is gone on with.
import type { DraftRow } from '@sync/client/ports.ts'
import type { RouteLocationRaw } from 'vue-router'

/** `from`: the record it was started from · `corrects`: the record it corrects. */
export type DraftAbout = { from: string } | { corrects: string } | null

export function aboutOf(draft: Pick<DraftRow, 'about'>): DraftAbout {
  const { from, corrects } = draft.about ?? {}
  if (typeof from === 'string') return { from }
  return typeof corrects === 'string' ? { corrects } : null
}

export function draftPlace(draft: DraftRow): RouteLocationRaw {
  const about = aboutOf(draft)
  if (about && 'corrects' in about)
    return { name: 'correct', params: { id: about.corrects }, query: { draft: draft.id } }
  const from = about ? { from: about.from } : {}
  return { name: 'capture-form', params: { kind: draft.kind }, query: { draft: draft.id, ...from } }
}
