// What an open tablet shows. It is loaded behind the keypad, which nobody should wait for.
import type { App, Component } from 'vue'
import { routerOf } from '@/router'
import TabletShell from './TabletShell.vue'
import { tabletRoutes } from './routes'

/** The shell, once the place of the address stands ready in it. */
export async function openPlaces(app: App): Promise<Component> {
  const router = routerOf(tabletRoutes, { scrolls: false })
  app.use(router)
  await router.isReady()
  return TabletShell
}
