// English is loaded by whoever reads it; until it is there, and when it cannot be had, people read Chinese.
import { shallowRef, type ShallowRef } from 'vue'
import zh from './zh'

type Table = Readonly<Record<keyof typeof zh, string>>

export const english: ShallowRef<Table> = shallowRef(zh)

export async function loadEnglish(): Promise<void> {
  const [words] = await Promise.all([import('./en'), import('@/contract').then((kinds) => kinds.englishContract())])
  english.value = words.default
}
