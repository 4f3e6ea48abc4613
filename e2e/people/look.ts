import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

type Size = { readonly width: number; readonly height: number }

export const LAPTOP: Size = { width: 1366, height: 768 }
const PHONE: Size = { width: 390, height: 844 }
const SIZES: readonly Size[] = [LAPTOP, PHONE]
const SETTLES = 250
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Nothing is found by axe in light and dark, on a laptop and on a phone, and nothing scrolls sideways down to 320 px. */
export async function expectAccessible(page: Page, moment: string, sizes: readonly Size[] = SIZES): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      // The theme and the layout follow a moment later.
      await page.waitForTimeout(SETTLES)
      const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze()
      const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
      expect.soft(found, `${moment}, ${size.width} px, ${colorScheme}`).toEqual([])
    }
  }
  if (!sizes.includes(PHONE)) return
  await page.setViewportSize({ width: 320, height: 640 })
  await page.waitForTimeout(SETTLES)
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect.soft(overflow, `${moment}: sideways scroll at 320 px`).toBeLessThanOrEqual(0)
  await page.setViewportSize(LAPTOP)
}
