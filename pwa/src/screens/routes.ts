// The tablet's places; `/sync` and `/api` are the server's own. What is needed to open stands in the first load; the rest
// comes when it is gone to.
import type { RouteRecordRaw } from 'vue-router'
import TabletRoot from './TabletRoot.vue'
import TodayScreen from './today/TodayScreen.vue'

export const tabletRoutes: RouteRecordRaw[] = [
  {
    path: '/',
    component: TabletRoot,
    children: [
      { path: '', name: 'today', component: TodayScreen },
      { path: 'enrol', redirect: { name: 'today' } },
      { path: 'capture', name: 'capture', component: () => import('./capture/CaptureChoice.vue') },
      { path: 'capture/:kind', name: 'capture-form', component: () => import('./capture/CaptureScreen.vue') },
      { path: 'ledger/:id?', name: 'ledger', component: () => import('./ledger/LedgerScreen.vue') },
      { path: 'ledger/:id/correct', name: 'correct', component: () => import('./ledger/CorrectScreen.vue') },
      { path: 'outbox', name: 'sync', component: () => import('./sync/SyncScreen.vue') },
      { path: 'outbox/:seq(\\d+)', name: 'fix', component: () => import('./sync/FixScreen.vue') },
      { path: 'outbox/conflict/:id', name: 'conflict', component: () => import('./sync/ConflictScreen.vue') },
      { path: 'knowledge/:set?/:code?', name: 'knowledge', component: () => import('./knowledge/KnowledgeScreen.vue') },
      { path: 'me', name: 'me', component: () => import('./me/MeScreen.vue') },
      { path: 'sign-in', name: 'sign-in', component: () => import('./entry/SignInAgain.vue') },
      { path: 'pin', name: 'pin', component: () => import('./entry/ChangePin.vue') },
      { path: ':rest(.*)*', name: 'missing', component: () => import('./MissingScreen.vue') },
    ],
  },
]
