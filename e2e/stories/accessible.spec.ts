import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { composer, log, project, village } from '../acts.ts'
import { desktop, expect, phone, type Someone, test } from '../people.ts'

const forAll = ['/inloggen', '/ontdek', '/huisregels', '/privacy', '/nergens', '/bouwstenen', project]
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

/** What comes over a page, or changes in it: how to call it up there. */
const states: readonly { name: string; path: string; open: (page: Page) => Promise<void> }[] = [
  {
    name: 'switcher',
    path: '/',
    open: async (page) => {
      await page.keyboard.press('Control+k')
      await expect(page.getByRole('option').first()).toBeVisible()
    },
  },
  {
    name: 'switcher without a hit',
    path: '/',
    open: async (page) => {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox').fill('zeppelin')
      await expect(page.getByRole('option')).toHaveCount(0)
    },
  },
  {
    name: 'keys',
    path: '/ontdek',
    open: async (page) => {
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog')).toBeVisible()
    },
  },
  {
    name: 'villages',
    path: '/',
    open: async (page) => {
      await page.locator('button[aria-haspopup=menu]:visible').first().click()
      await expect(page.getByRole('menuitemradio').first()).toBeVisible()
    },
  },
  {
    name: 'folded list of one village',
    path: '/',
    open: async (page) => {
      await page.locator('button[aria-haspopup=menu]:visible').first().click()
      await page.getByRole('menuitemradio').nth(1).click()
      await page.locator('button[aria-expanded=true]:visible').first().click()
    },
  },
  {
    name: 'menu of a message',
    path: village,
    open: async (page) => {
      await expect(composer(page)).toBeVisible()
      await log(page).locator('button[aria-haspopup=menu]').last().click()
      await expect(page.getByRole('menuitem').first()).toBeVisible()
    },
  },
]

const checkStates = async ({ page }: Someone) => {
  for (const { name, path, open } of states) {
    await page.goto(path)
    await expect(page.getByRole('heading').first()).toBeVisible()
    // It is known who is signed in: only then the keys and lists are there.
    await expect(page.locator('nav a[href="/ik"]:visible, form').first()).toBeVisible()
    await open(page)
    expect({ name, violations: await check(page) }).toEqual({ name, violations: [] })
  }
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

for (const [name, wish] of [
  ['a phone, dark', { size: phone, dark: true }],
  ['a desktop, light', { size: desktop }],
  ['a desktop, with high contrast', { size: desktop, contrast: 'more' }],
] as const)
  test(`axe finds nothing in what comes over the page, on ${name}`, async ({ someone }) => {
    const { contrast, ...rest } = { contrast: undefined, ...wish }
    const person = await someone({ as: 'admin', ...rest })
    if (contrast) await person.page.emulateMedia({ contrast })
    await checkStates(person)
  })

test('axe finds nothing in the building blocks with high contrast', async ({ someone }) => {
  const person = await someone({ size: desktop })
  await person.page.emulateMedia({ contrast: 'more' })
  await checkAll(person, ['/bouwstenen', project])
})

test('nothing is wider than the smallest screen', async ({ someone }) => {
  const { page } = await someone({ as: 'admin', size: { width: 320, height: 640 } })
  for (const path of [...forMembers, '/bouwstenen']) {
    await page.goto(path)
    await expect(page.getByRole('heading').first()).toBeVisible()
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    expect({ path, wide }).toEqual({ path, wide: 320 })
  }
})
