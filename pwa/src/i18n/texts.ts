// The app's own sentences: a typed key, two languages, `{name}` filled in. A part of the app makes its own `t` from its own tables.
import { unref, type Ref } from 'vue'
import { language } from './language'

type Fillings = Readonly<Record<string, string | number>>

type Table<K extends string> = Readonly<Record<K, string>>

/** `en` must have the keys of `zh`: the compiler holds it, and a test holds what the compiler cannot see. */
export function texts<K extends string>(zh: Table<K>, en: Table<K> | Ref<Table<K>>) {
  return (key: K, fillings: Fillings = {}): string => fill((language.value === 'en' ? unref(en) : zh)[key], fillings)
}

function fill(sentence: string, fillings: Fillings): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(fillings[name] ?? whole))
}
