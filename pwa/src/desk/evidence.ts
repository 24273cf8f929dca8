// The figures of an issued document, and how the list of the records behind one of them is called.
import type { DeskState } from './desk_state'
import { t } from './document_texts'
import type { DocumentItem } from './shapes'

export interface Evidence {
  figure: string
  name: string
  count: number
}

export async function evidenceOf(desk: DeskState, id: string, branch_id: string): Promise<readonly Evidence[]> {
  const path = `/api/documents/${encodeURIComponent(id)}/evidence`
  return (await desk.session.api.get<{ items: readonly Evidence[] }>(path, { branch_id })).items
}

/** Of a figure in an address (`<document>~<place>`); empty when it cannot be told. */
export async function figureName(desk: DeskState, figure: string, branch_id: string): Promise<string> {
  const [id = ''] = figure.split('~')
  const at = branch_id === '' ? {} : { branch_id }
  try {
    const path = `/api/documents/${encodeURIComponent(id)}`
    const document = await desk.session.api.get<DocumentItem>(path, at)
    const found = (await evidenceOf(desk, id, document.branch_id)).find((each) => each.figure === figure)
    return found ? t('evidence_of', { title: document.title, name: found.name }) : ''
  } catch {
    // The list itself says what is wrong.
    return ''
  }
}
