// What arrives comes up in words, with a way to it, as long as the tablet is open to the person it is for.
import { putAway, toast } from '@/components'
import { announce, type Ways } from '@/bell/announce'
import { t } from '@/bell/texts'
import type { ToldNotice } from '@/told/notice'
import type { Told } from '@/told/told'

export interface UpWays extends Omit<Ways, 'show'> {
  words: (arrived: readonly ToldNotice[]) => Promise<string>
  go: (arrived: readonly ToldNotice[]) => void
}

/** Nothing of it stays up, nor comes up late, for whoever takes the tablet next. */
export function comeUp(told: Told, { words, go, ...ways }: UpWays): () => void {
  const up: number[] = []
  let isOver = false
  async function show(arrived: readonly ToldNotice[]) {
    const text = await words(arrived)
    if (!isOver) up.push(toast(text, { icon: 'bell', action: t('look'), act: () => go(arrived) }))
  }
  const end = announce(told, { ...ways, show: (arrived) => void show(arrived) })
  return () => {
    isOver = true
    end()
    up.forEach(putAway)
  }
}
