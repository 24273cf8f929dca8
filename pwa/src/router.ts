import { createRouter, createWebHistory, type Router, type RouteRecordRaw } from 'vue-router'

/** `scrolls`: the window scrolls under these pages. Where it does not, moving it would only ask for a layout too early. */
export function routerOf(routes: RouteRecordRaw[], { scrolls }: { scrolls: boolean }): Router {
  const options = { history: createWebHistory(), routes }
  return createRouter(scrolls ? { ...options, scrollBehavior: (_to, _from, kept) => kept ?? { top: 0 } } : options)
}
