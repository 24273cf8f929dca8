// The tablet's places; `/sync` and `/api` are the server's own. What is needed to open stands in the first load; the rest
// comes when it is gone to.
import type { Component } from 'vue'
import type { RouteRecordRaw } from 'vue-router'
import { wholeContract } from '@/contract'
import TodayScreen from './today/TodayScreen.vue'

type Loader = () => Promise<{ default: Component }>

/** A place that is gone to may ask everything of a kind. */
function informed(load: Loader): Loader {
  return async () => (await Promise.all([load(), wholeContract()]))[0]
}

export const tabletRoutes: RouteRecordRaw[] = [
  {
    path: '/',
    children: [
      { path: '', name: 'today', component: TodayScreen },
      { path: 'enrol', redirect: { name: 'today' } },
      { path: 'capture', name: 'capture', component: informed(() => import('./capture/CaptureChoice.vue')) },
      { path: 'capture/:kind', name: 'capture-form', component: informed(() => import('./capture/CaptureScreen.vue')) },
      { path: 'visit/:id', name: 'visit', component: informed(() => import('./visit/VisitScreen.vue')) },
      {
        path: 'emergency/:scenario?',
        name: 'emergency',
        component: informed(() => import('./emergency/EmergencyScreen.vue')),
      },
      { path: 'ledger/:id?', name: 'ledger', component: informed(() => import('./ledger/LedgerScreen.vue')) },
      { path: 'ledger/:id/correct', name: 'correct', component: informed(() => import('./ledger/CorrectScreen.vue')) },
      { path: 'ledger/:id/draft/:code', name: 'draft', component: informed(() => import('./draft/DraftScreen.vue')) },
      { path: 'kpi/:code', name: 'kpi', component: informed(() => import('./kpi/KpiScreen.vue')) },
      { path: 'board/:kind', name: 'board', component: informed(() => import('./BoardScreen.vue')) },
      { path: 'outbox', name: 'sync', component: informed(() => import('./sync/SyncScreen.vue')) },
      { path: 'outbox/:seq(\\d+)', name: 'fix', component: informed(() => import('./sync/FixScreen.vue')) },
      { path: 'outbox/conflict/:id', name: 'conflict', component: informed(() => import('./sync/ConflictScreen.vue')) },
      {
        path: 'knowledge/:set?/:code?',
        name: 'knowledge',
        component: informed(() => import('./knowledge/KnowledgeScreen.vue')),
      },
      { path: 'notices', name: 'notices', component: informed(() => import('./notices/NoticesScreen.vue')) },
      { path: 'me', name: 'me', component: informed(() => import('./me/MeScreen.vue')) },
      { path: 'sign-in', name: 'sign-in', component: informed(() => import('./entry/SignInAgain.vue')) },
      { path: 'pin', name: 'pin', component: informed(() => import('./entry/ChangePin.vue')) },
      { path: ':rest(.*)*', name: 'missing', component: informed(() => import('./MissingScreen.vue')) },
    ],
  },
]
