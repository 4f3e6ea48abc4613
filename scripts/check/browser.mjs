import { existsSync } from 'node:fs'
import { env, stdout } from 'node:process'
import { run } from '../run.mjs'
import { tool } from './tool.mjs'

/** Where systems keep it; e2e/playwright.config.ts looks at the same places. */
const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/**
 * Sees to it that there is a Chromium for the browser tests, and downloads Playwright's when there is none.
 * @param {string} root
 * @returns {Promise<boolean>} false: there is none; how to get one was printed
 */
export async function ensureBrowser(root) {
  if (await hasBrowser()) return true
  stdout.write('The browser tests need Chromium. Running: npx playwright install chromium\n')
  await run(tool(root, '@playwright/test', 'install', 'chromium'), { cwd: root, show: true })
  if (await hasBrowser()) return true
  stdout.write(
    'There is still no Chromium. Install it with `npx playwright install chromium`, or set CHROMIUM_PATH to the one you have.\n',
  )
  return false
}

async function hasBrowser() {
  const { chromium } = await import('@playwright/test')
  return [chromium.executablePath(), env.CHROMIUM_PATH, ...SYSTEM].some((file) => file && existsSync(file))
}
