// Reference data for the desk, for labels: read once a session, each set by its hash, which the browser keeps for good.
import type { ApiClient } from '@/api/client'
import { ReferenceIndex, type ReferenceItem } from '@/reference'

interface Manifest {
  version: string
  sets: readonly { name: string; hash: string }[]
}

interface SetAnswer {
  name: string
  items: readonly ReferenceItem[]
}

export async function loadReference(api: ApiClient): Promise<ReferenceIndex> {
  const manifest = await api.get<Manifest>('/api/reference')
  const sets = await Promise.all(manifest.sets.map((set) => api.get<SetAnswer>(`/api/reference/sets/${set.hash}`)))
  const index = new ReferenceIndex()
  index.load(sets, manifest.version)
  return index
}
