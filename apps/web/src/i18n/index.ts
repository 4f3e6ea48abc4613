import type { Language } from '@synposium/classroom'
import { createI18n } from 'vue-i18n'
import { en } from './en/index.ts'
import { learnRules } from './rules.ts'

/** The shape every language must have: the keys of English, each with a sentence. A missing or surplus key does not compile. */
export type Messages = Shape<typeof en>
type Shape<T> = { readonly [K in keyof T]: T[K] extends string ? string : Shape<T[K]> }

const STORED = 'synposium.language'

/** The stored choice, else the browser's first language that we speak, else English. */
export function preferredLanguage(): Language {
  const stored = localStorage.getItem(STORED)
  if (stored === 'en' || stored === 'zh-CN') return stored
  return navigator.languages.some((l) => l.toLowerCase().startsWith('zh')) && !navigator.languages[0]?.startsWith('en')
    ? 'zh-CN'
    : 'en'
}

export const i18n = createI18n<[Messages], Language, false>({
  legacy: false,
  locale: 'en',
  fallbackLocale: 'en',
  messages: { en } as Record<Language, Messages>,
})

/** Switches the language of the page; the sentences of the other language are fetched when first needed. */
export async function setLanguage(language: Language): Promise<void> {
  if (language === 'zh-CN' && !i18n.global.availableLocales.includes('zh-CN')) {
    const { zhCN, rules } = await import('./zh-CN/index.ts')
    i18n.global.setLocaleMessage('zh-CN', zhCN)
    learnRules('zh-CN', rules)
  }
  i18n.global.locale.value = language
  document.documentElement.lang = language
  localStorage.setItem(STORED, language)
}
