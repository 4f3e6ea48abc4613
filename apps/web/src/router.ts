import { nextTick } from 'vue'
import { createRouter, createWebHistory } from 'vue-router'
import { needSentences, type Part } from './i18n/index.ts'

declare module 'vue-router' {
  interface RouteMeta {
    /** The sentences that the page needs beside the core ones. */
    sentences?: readonly Part[]
  }
}

const TEACHER = { sentences: ['teaching', 'explanations'] } as const satisfies { sentences: readonly Part[] }

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', name: 'home', component: () => import('./pages/HomePage.vue') },
    { path: '/j/:code', name: 'join', component: () => import('./pages/JoinPage.vue'), props: true },
    { path: '/c/:code', name: 'class', component: () => import('./pages/StudentPage.vue'), props: true },
    { path: '/practice', name: 'practice', meta: TEACHER, component: () => import('./pages/PracticePage.vue') },
    { path: '/teach', name: 'teach', meta: TEACHER, component: () => import('./pages/TeachPage.vue') },
    {
      path: '/teach/:id/lobby',
      name: 'lobby',
      meta: TEACHER,
      component: () => import('./pages/LobbyPage.vue'),
      props: true,
    },
    {
      path: '/teach/:id',
      name: 'dashboard',
      meta: TEACHER,
      component: () => import('./pages/DashboardPage.vue'),
      props: true,
    },
    {
      path: '/teach/:id/t/:table',
      name: 'watch',
      meta: TEACHER,
      component: () => import('./pages/WatchPage.vue'),
      props: true,
    },
    {
      path: '/p/:code',
      name: 'projector',
      meta: TEACHER,
      component: () => import('./pages/ProjectorPage.vue'),
      props: true,
    },
    { path: '/:rest(.*)*', name: 'not-found', component: () => import('./pages/NotFoundPage.vue') },
  ],
})

router.beforeResolve((to) => needSentences(...(to.meta.sentences ?? [])))

// A screen reader hears where it is: the heading of the new page takes the focus.
router.afterEach((to, from) => {
  if (from.matched.length > 0 && to.path !== from.path)
    void nextTick().then(() => document.querySelector('h1')?.focus())
})
