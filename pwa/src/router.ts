import { createRouter, createWebHistory, type Router, type RouteRecordRaw } from 'vue-router'

export function routerOf(routes: RouteRecordRaw[]): Router {
  return createRouter({ history: createWebHistory(), routes, scrollBehavior: (_to, _from, kept) => kept ?? { top: 0 } })
}
