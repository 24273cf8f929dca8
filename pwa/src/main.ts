import './styles/tokens.css'
import './styles/base.css'
import { openTablet } from './device/open_tablet'
import { followLanguage, language, loadEnglish } from './i18n'
import { startTablet } from './screens/start_tablet'
import { followAppearance } from './styles/appearance'

/** Tablet and desk are two apps under one address: a page belongs to one of them, and going over is a fresh load. */
const isDesk = location.pathname === '/desk' || location.pathname.startsWith('/desk/')

followLanguage()
followAppearance()
// Who reads English is shown no Chinese first.
if (language.value === 'en') await loadEnglish().catch(() => undefined)
if (isDesk) await (await import('./desk/start_desk')).startDesk()
else startTablet(openTablet())
