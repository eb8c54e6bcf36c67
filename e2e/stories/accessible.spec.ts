import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { log, project, village } from '../acts.ts'
import { desktop, expect, phone, type Someone, test } from '../people.ts'

const forAll = ['/inloggen', '/ontdek', '/huisregels', '/privacy', '/nergens', project]
const forMembers = [
  '/',
  '/ontdek',
  '/wie',
  '/ik',
  '/nieuw/kanaal',
  village,
  `${village}/leden`,
  `${village}/instellingen`,
]

const check = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
  )
}

const checkAll = async ({ page }: Someone, paths: readonly string[]) => {
  for (const path of paths) {
    await page.goto(path)
    await expect(page.getByRole('heading').first()).toBeVisible()
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
    if (path === project || path === village) await expect(log(page)).toBeVisible()
    expect({ path, violations: await check(page) }).toEqual({ path, violations: [] })
  }
}

for (const [name, wish] of [
  ['a phone, light', { size: phone }],
  ['a phone, dark', { size: phone, dark: true }],
  ['a desktop, in English', { size: desktop, language: 'en-GB' }],
] as const) {
  test(`axe finds nothing, signed out, on ${name}`, async ({ someone }) => {
    await checkAll(await someone(wish), forAll)
  })

  test(`axe finds nothing, signed in, on ${name}`, async ({ someone }) => {
    await checkAll(await someone({ as: 'admin', ...wish }), forMembers)
  })
}

test('nothing is wider than the smallest screen', async ({ someone }) => {
  const { page } = await someone({ as: 'admin', size: { width: 320, height: 640 } })
  for (const path of forMembers) {
    await page.goto(path)
    await expect(page.getByRole('heading').first()).toBeVisible()
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    expect({ path, wide }).toEqual({ path, wide: 320 })
  }
})
