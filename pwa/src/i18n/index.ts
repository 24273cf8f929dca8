import { english } from './english'
import { texts } from './texts'
import zh from './zh'

export { loadEnglish } from './english'
export { followLanguage, language, said, type Language } from './language'
export { texts } from './texts'
export { ago, bankDay, clock, clockOrDay, dayAndClock, dayTitle, longDay, span, until } from './moments'

export type Text = keyof typeof zh
export const t = texts(zh, english)
