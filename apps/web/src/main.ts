import '@fontsource-variable/atkinson-hyperlegible-next/index.css'
import '@fontsource-variable/atkinson-hyperlegible-mono/index.css'
import './styles/fonts.css'
import './styles/tokens.css'
import './styles/base.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { preferredLanguage, setLanguage } from './i18n/index.ts'
import { router } from './router.ts'
import { reloadForNewVersion } from './session/new-version.ts'

reloadForNewVersion()
await setLanguage(preferredLanguage())
createApp(App).use(createPinia()).use(router).mount('#app')
