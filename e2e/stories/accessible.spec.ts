import type { Page } from '@playwright/test'
import { makeLink, village } from '../acts.ts'
import { allSound, soundInAllThemes } from '../axe.ts'
import { fillDisk, isKept } from '../device.ts'
import { cutOff, tooFine, tooSmall, unreachable } from '../measure.ts'
import { desktop, expect, phone, type Someone, test } from '../people.ts'
import { forAnyone, forMembers, goTo, isThere, type Screen } from '../screens.ts'

/** What anyone sees, with an invitation that works. */
const withInvitation = async ({ page }: Someone): Promise<readonly Screen[]> => {
  const { pathname, hash } = new URL(await makeLink(page, village))
  return [...forAnyone, { name: 'an invitation', path: pathname + hash }]
}

// Axe reads every screen three times, which takes its time on a machine that does more.
test.describe.configure({ timeout: 300_000 })

// What a language changes are words and names, whatever the size of the screen: each is looked at on one of them.
for (const [where, wish] of [
  ['a phone, in Dutch', { size: phone }],
  ['a desktop, in English', { size: desktop, language: 'en-GB' }],
] as const) {
  test(`axe finds nothing, signed out, on ${where}`, async ({ someone }) => {
    const screens = await withInvitation(await someone({ as: 'admin' }))
    const { page } = await someone(wish)
    await allSound(page, screens)
  })

  test(`axe finds nothing, signed in, on ${where}`, async ({ someone }) => {
    const { page } = await someone({ as: 'admin', ...wish })
    await allSound(page, forMembers)
  })
}

test('axe finds nothing in what tells of the connection, of the device and of a newer version', async ({
  someone,
  renewClient,
}) => {
  const { page, context } = await someone({ as: 'admin', size: phone })
  const told = page.getByRole('status')
  await page.goto(village)
  await isKept(page, 'Hoonhorst')

  await context.setOffline(true)
  await expect(told.filter({ hasText: 'Je bent offline.' })).toBeVisible()
  await soundInAllThemes(page, 'offline')

  renewClient('accessible')
  await context.setOffline(false)
  await expect(told.filter({ hasText: 'Er is een nieuwe versie.' })).toBeVisible()
  await soundInAllThemes(page, 'a newer version')
  await page.getByRole('button', { name: 'Straks' }).click()

  await fillDisk(page)
  await page.getByRole('textbox', { name: /^Schrijf aan/ }).fill('Past dit nog?')
  await page.getByRole('button', { name: 'Stuur' }).click()
  await expect(told.filter({ hasText: 'vol' })).toBeVisible()
  await soundInAllThemes(page, 'a full device')
})

const isEasyToUse = async (page: Page, screens: readonly Screen[]) => {
  await page.goto('/huisregels')
  await isThere(page)
  await expect(page.locator('body')).toHaveCSS('font-size', '18px')
  for (const screen of screens) {
    await goTo(page, screen)
    const found = {
      tooSmall: await tooSmall(page),
      tooFine: await tooFine(page),
      cutOff: await cutOff(page),
      unreachable: await unreachable(page),
    }
    expect
      .soft({ screen: screen.name, ...found })
      .toEqual({ screen: screen.name, tooSmall: [], tooFine: [], cutOff: [], unreachable: [] })
  }
}

// A window of 1280 × 800 at 200 % is one of 640 × 400.
for (const [where, size] of [
  ['the smallest phone', { width: 320, height: 640 }],
  ['a desktop at 200 %', { width: 640, height: 400 }],
  ['a desktop', desktop],
] as const)
  test(`everything is large enough, whole and within reach on ${where}`, async ({ someone }) => {
    const member = await someone({ as: 'admin', size })
    const screens = await withInvitation(member)
    await isEasyToUse(member.page, forMembers)
    const visitor = await someone({ size })
    await isEasyToUse(visitor.page, screens)
  })

test('nothing moves for who asked for less motion', async ({ someone }) => {
  const { page } = await someone({ as: 'admin', size: phone })
  await page.goto('/bouwstenen')
  await isThere(page)
  const moving = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('*')]
        .flatMap((element) => [getComputedStyle(element), getComputedStyle(element, '::before')])
        .some(({ transitionDuration, animationDuration, animationName }) =>
          [transitionDuration, animationName === 'none' ? '0s' : animationDuration].some((duration) =>
            duration.split(', ').some((one) => Number.parseFloat(one) > 0.01),
          ),
        ),
    )
  expect(await moving()).toBe(false)
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  expect(await moving()).toBe(true)
})
