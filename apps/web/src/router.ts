import { nextTick } from 'vue'
import { createRouter, createWebHistory } from 'vue-router'

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', name: 'home', component: () => import('./pages/HomePage.vue') },
    { path: '/j/:code', name: 'join', component: () => import('./pages/JoinPage.vue'), props: true },
    { path: '/c/:code', name: 'class', component: () => import('./pages/StudentPage.vue'), props: true },
    { path: '/practice', name: 'practice', component: () => import('./pages/PracticePage.vue') },
    { path: '/teach', name: 'teach', component: () => import('./pages/TeachPage.vue') },
    { path: '/teach/:id/lobby', name: 'lobby', component: () => import('./pages/LobbyPage.vue'), props: true },
    { path: '/teach/:id', name: 'dashboard', component: () => import('./pages/DashboardPage.vue'), props: true },
    { path: '/teach/:id/t/:table', name: 'watch', component: () => import('./pages/WatchPage.vue'), props: true },
    { path: '/p/:code', name: 'projector', component: () => import('./pages/ProjectorPage.vue'), props: true },
    { path: '/:rest(.*)*', name: 'not-found', component: () => import('./pages/NotFoundPage.vue') },
  ],
})

// A screen reader hears where it is: the heading of the new page takes the focus.
router.afterEach((to, from) => {
  if (from.matched.length > 0 && to.path !== from.path)
    void nextTick().then(() => document.querySelector('h1')?.focus())
})
