// The optimistic rows that follow from scenes: written where operations are pending, removed where none is.
import { overlay } from './overlay.ts'
import type { Definition, Write } from './ports.ts'
import type { Scene } from './scene.ts'

export type KindOf = (code: string) => Definition | undefined

/** `name` is who captured what is new here: an operation tells only the person's id. */
export function localRows(scenes: readonly Scene[], kindOf: KindOf, name = ''): Write[] {
  return scenes.flatMap((scene): Write[] => {
    const code = scene.base?.kind ?? scene.ops[0]?.kind ?? ''
    // What is sealed is nobody's to see here, not even that it is there.
    if (kindOf(code)?.sealed) return []
    const { row } = overlay(scene, kindOf(code))
    if (row === null) return scene.local ? [{ table: 'local', key: scene.id, value: null }] : []
    return [{ table: 'local', key: scene.id, value: row.created_by_name ? row : { ...row, created_by_name: name } }]
  })
}
