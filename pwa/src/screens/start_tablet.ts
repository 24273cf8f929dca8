// Puts the tablet's screens on the page.
import { createApp } from 'vue'
import type { Tablet } from '@/device/tablet'
import TabletRoot from './TabletRoot.vue'
import { listenForInstall } from './me/install'
import { provideTablet } from './tablet_view'

export function startTablet(tablet: Tablet): void {
  listenForInstall()
  const app = createApp(TabletRoot)
  provideTablet(app, tablet)
  app.mount('#app')
}
