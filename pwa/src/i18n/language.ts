// The language people read. One switch for the whole app; remembered on this tablet, because nobody is known before sign-in.
import { ref, watch, type Ref } from 'vue'
import type { Told } from '@/contract'
import { english, loadEnglish } from './english'

export type Language = 'zh' | 'en'
const KEPT = 'lobbybook.language'

function kept(): Language {
  try {
    return localStorage.getItem(KEPT) === 'en' ? 'en' : 'zh'
  } catch {
    return 'zh'
  }
}

export const language: Ref<Language> = ref(kept())

/** Keeps the page's own `lang` right, so that a screen reader speaks the language on show, and has its words loaded. */
export function followLanguage(): void {
  watch(
    language,
    (now) => {
      if (now === 'en') void loadEnglish().catch(() => undefined)
      document.documentElement.lang = now === 'zh' ? 'zh-CN' : 'en'
      try {
        localStorage.setItem(KEPT, now)
      } catch {
        // A browser without storage forgets the choice; nothing else hangs on it.
      }
    },
    { immediate: true },
  )
}

/** What the contract, the server or the device says in both languages; Chinese where English was left empty. */
export function said(told: Told): string {
  // What was said before the contract's English was there is said again.
  void english.value
  return language.value === 'en' && told.en !== '' ? told.en : told.zh
}
