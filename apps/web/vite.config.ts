import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

// The oldest browsers of school machines: Windows 7 and 8 stop at Chrome 109.
const target = ['chrome109', 'edge109', 'firefox115', 'safari16.4']

export default defineConfig({
  plugins: [vue()],
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: false,
  },
  build: { target, cssTarget: 'chrome109', manifest: true, modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': 'http://127.0.0.1:3000', '/socket.io': { target: 'http://127.0.0.1:3000', ws: true } },
  },
})
