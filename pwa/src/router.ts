import { createRouter, createWebHistory, type Router, type RouteRecordRaw } from 'vue-router'

/** Tablet and desk are two apps under one address: a page belongs to one of them, and going over is a fresh load. */
export function isDesk(path: string): boolean {
  return path === '/desk' || path.startsWith('/desk/')
}

export function routerOf(routes: RouteRecordRaw[]): Router {
  return createRouter({ history: createWebHistory(), routes, scrollBehavior: (_to, _from, kept) => kept ?? { top: 0 } })
}
