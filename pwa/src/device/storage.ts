// How much room there is, and whether the browser has promised to keep what is here.
import type { TabletState } from './tablet'

export async function room(): Promise<Pick<TabletState, 'storage' | 'persisted'>> {
  const [{ usage = 0, quota = 0 }, persisted] = await Promise.all([
    navigator.storage.estimate(),
    navigator.storage.persisted(),
  ])
  return { storage: { usage, quota }, persisted }
}
