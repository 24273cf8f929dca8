// The desk's routes. The app's router imports this file lazily, so a tablet never loads any of it.
import type { RouteRecordRaw } from 'vue-router'

export const deskRoutes: RouteRecordRaw[] = [
  {
    path: '/desk',
    component: () => import('./DeskShell.vue'),
    children: [
      { path: '', name: 'desk', component: () => import('./pages/DeskHome.vue') },
      { path: 'sign-in', name: 'desk-sign-in', component: () => import('./pages/DeskSignIn.vue') },
      { path: 'inbox/:id?', name: 'desk-inbox', component: () => import('./pages/InboxPage.vue') },
      { path: 'records/:id?', name: 'desk-records', component: () => import('./pages/RecordsPage.vue') },
      { path: 'confirm/:id?', name: 'desk-confirm', component: () => import('./pages/ConfirmPage.vue') },
      { path: 'conflicts/:id?', name: 'desk-conflicts', component: () => import('./pages/ConflictsPage.vue') },
      { path: 'new/:kind?', name: 'desk-new', component: () => import('./pages/NewRecordPage.vue') },
      { path: 'documents/:id?', name: 'desk-documents', component: () => import('./pages/DocumentsPage.vue') },
      { path: 'serials', name: 'desk-serials', component: () => import('./pages/SerialsPage.vue') },
      { path: 'tablets', name: 'desk-tablets', component: () => import('./pages/TabletsPage.vue') },
      { path: 'reference/:set?', name: 'desk-reference', component: () => import('./pages/ReferencePage.vue') },
      { path: 'board/:kind', name: 'desk-board', component: () => import('./pages/BoardPage.vue') },
      { path: 'screening', name: 'desk-screening', component: () => import('./pages/ScreeningPage.vue') },
      { path: 'overview', name: 'desk-overview', component: () => import('./pages/OverviewPage.vue') },
      { path: 'kpis', name: 'desk-kpis', component: () => import('./pages/KpiPage.vue') },
      { path: 'day/:day?', name: 'desk-day', component: () => import('./pages/DayPage.vue') },
      { path: 'load', name: 'desk-load', component: () => import('./pages/LoadPage.vue') },
      { path: 'audit', name: 'desk-audit', component: () => import('./pages/AuditPage.vue') },
      { path: 'users/:id?', name: 'desk-users', component: () => import('./pages/UsersPage.vue') },
      { path: 'branches', name: 'desk-branches', component: () => import('./pages/BranchesPage.vue') },
      { path: 'calendar', name: 'desk-calendar', component: () => import('./pages/CalendarPage.vue') },
      { path: 'password', name: 'desk-password', component: () => import('./pages/PasswordPage.vue') },
      { path: ':rest(.*)*', name: 'desk-lost', component: () => import('./pages/DeskLost.vue') },
    ],
  },
]
