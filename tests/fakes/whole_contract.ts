// Tests see what an open tablet sees: the whole contract, in both languages.
import { loadEnglish } from '../../pwa/src/i18n/index.ts'

await loadEnglish()
