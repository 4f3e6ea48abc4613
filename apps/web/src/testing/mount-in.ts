import type { Language } from '@synposium/classroom'
import { mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import type { Component } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { needSentences, setLanguage } from '../i18n/index.ts'

const NOWHERE = { template: '<div />' }
const NAMES = ['home', 'join', 'class', 'practice', 'teach', 'lobby', 'dashboard', 'watch', 'projector']

/** Mounts a component as the app would, in a language, attached to the document so that the focus can be asked for. */
export async function mountIn(language: Language, component: Component, props: Record<string, unknown> = {}) {
  await setLanguage(language)
  await needSentences('explanations', 'teaching')
  const routes = NAMES.map((name) => ({ name, path: `/${name}/:id?/:code?/:table?`, component: NOWHERE }))
  const router = createRouter({ history: createMemoryHistory(), routes })
  await router.push({ name: 'home' })
  return mount(component, { props, attachTo: document.body, global: { plugins: [createPinia(), router] } })
}
