import { existsSync } from 'node:fs'
import path from 'node:path'
import { chromium, defineConfig } from '@playwright/test'

const root = path.resolve(import.meta.dirname, '..')
const port = 34173

// The browser that Playwright downloaded, else one of the system.
const system = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((file) => file && existsSync(file))
const executable = existsSync(chromium.executablePath()) ? undefined : system

export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: '**/*.spec.ts',
  outputDir: path.join(root, 'test-results/e2e'),
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [['list'], ['json']] : 'list',
  timeout: 90_000,
  expect: { timeout: 10_000 },
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    locale: 'en-GB',
    actionTimeout: 20_000,
    // A page that axe has looked at forty times leaves a trace of gigabytes; the screenshot and the snapshot suffice.
    screenshot: 'only-on-failure',
    launchOptions: executable ? { executablePath: executable } : {},
  },
  webServer: {
    command: `node ${path.join(root, 'apps/server/dist/main.js')}`,
    env: {
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: path.join(root, 'test-results/e2e-data', String(process.pid)),
      LOG_LEVEL: 'warn',
    },
    url: `http://127.0.0.1:${port}/api/health`,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5000 },
    stdout: 'ignore',
    stderr: 'pipe',
  },
})
