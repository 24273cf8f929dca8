// Puts the tablet's screens on the page.
import { createApp } from 'vue'
import App from '@/App.vue'
import type { Tablet } from '@/device/tablet'
import { routerOf } from '@/router'
import { listenForInstall } from './me/install'
import { tabletRoutes } from './routes'
import { provideTablet } from './tablet_view'

export function startTablet(tablet: Tablet): void {
  listenForInstall()
  const app = createApp(App)
  provideTablet(app, tablet)
  app.use(routerOf(tabletRoutes)).mount('#app')
}
