import './styles/tokens.css'
import './styles/base.css'
import { createApp } from 'vue'
import App from './App.vue'
import { openTablet } from './device/open_tablet'
import { wholeContract } from './contract'
import { followLanguage, language, loadEnglish } from './i18n'
import { isDesk, routerOf } from './router'
import { startTablet } from './screens/start_tablet'
import { followAppearance } from './styles/appearance'

async function startDesk(): Promise<void> {
  const [{ deskRoutes }] = await Promise.all([import('./desk/routes'), wholeContract()])
  createApp(App).use(routerOf(deskRoutes)).mount('#app')
}

followLanguage()
followAppearance()
// Who reads English is shown no Chinese first.
if (language.value === 'en') await loadEnglish().catch(() => undefined)
if (isDesk(location.pathname)) await startDesk()
else startTablet(await openTablet())
