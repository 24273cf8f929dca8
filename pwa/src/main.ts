import './styles/tokens.css'
import './styles/base.css'
import { createApp } from 'vue'
import App from './App.vue'
import { openTablet } from './device/open_tablet'
import { followLanguage } from './i18n'
import { isDesk, routerOf } from './router'
import { startTablet } from './screens/start_tablet'
import { followAppearance } from './styles/appearance'

async function startDesk(): Promise<void> {
  const { deskRoutes } = await import('./desk/routes')
  createApp(App).use(routerOf(deskRoutes)).mount('#app')
}

followLanguage()
followAppearance()
if (isDesk(location.pathname)) await startDesk()
else startTablet(await openTablet())
