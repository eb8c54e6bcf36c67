import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Page } from '@playwright/test'

const folder = join(import.meta.dirname, '..', 'docs', 'pictures')

/**
 * A picture of what someone sees now. Kept in docs/pictures, which README and docs show, when PICTURES is set;
 * otherwise it only proves that it can be taken.
 */
export const picture = async (page: Page, name: string): Promise<void> => {
  const path = join(folder, `${name}.png`)
  if (process.env.PICTURES) mkdirSync(dirname(path), { recursive: true })
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot(process.env.PICTURES ? { path } : {})
}
