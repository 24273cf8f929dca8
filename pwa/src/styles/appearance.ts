// Light or dark, normal or large type: attributes on the root that tokens.css answers to. Remembered on this tablet.
import { ref, watch, type Ref } from 'vue'

export type Theme = 'system' | 'light' | 'dark'
export type TextSize = 'normal' | 'large'

function remembered<T extends string>(key: string, values: readonly T[]): Ref<T> {
  const name = `lobbybook.${key}`
  let kept: string | null = null
  try {
    kept = localStorage.getItem(name)
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  const held = ref(values.find((value) => value === kept) ?? values[0]) as Ref<T>
  watch(held, (now) => {
    try {
      localStorage.setItem(name, now)
    } catch {
      // See above.
    }
  })
  return held
}

export const theme = remembered<Theme>('theme', ['system', 'light', 'dark'])
export const textSize = remembered<TextSize>('text', ['normal', 'large'])

export function followAppearance(): void {
  const root = document.documentElement.dataset
  watch(
    [theme, textSize],
    ([shade, size]) => {
      root.theme = shade
      root.text = size
    },
    { immediate: true },
  )
}
