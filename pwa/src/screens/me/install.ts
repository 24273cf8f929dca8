// Installing to the home screen. The browser offers it once, early: what it says is kept until somebody asks.
import { ref } from 'vue'

interface InstallOffer extends Event {
  prompt(): Promise<unknown>
}

const offer = ref<InstallOffer | null>(null)
export const canInstall = offer

export function listenForInstall(): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    offer.value = event as InstallOffer
  })
  window.addEventListener('appinstalled', () => (offer.value = null))
}

export function isInstalled(): boolean {
  return window.matchMedia('(display-mode: standalone)').matches
}

export async function install(): Promise<void> {
  const now = offer.value
  offer.value = null
  await now?.prompt()
}
