// Puts the desk on the page, with the whole contract: it has no first screen to be quick with.
import { createApp } from 'vue'
import App from '@/App.vue'
import { wholeContract } from '@/contract'
import { routerOf } from '@/router'
import { deskRoutes } from './routes'

export async function startDesk(): Promise<void> {
  await wholeContract()
  createApp(App)
    .use(routerOf(deskRoutes, { scrolls: true }))
    .mount('#app')
}
