import { authorityFile, openPushService, type TestPushService } from '@bijpraat/server/testing/push-service'
import type { Page } from '@playwright/test'
import {
  codeIn,
  composer,
  join,
  log,
  makeLink,
  newestMail,
  project,
  seesOnce,
  subjects,
  toNewest,
  village,
  write,
} from '../acts.ts'
import { soundInAllThemes } from '../axe.ts'
import { test as base, desktop, expect, type Someone } from '../people.ts'
import { picture } from '../picture.ts'
import { deliver, press, shown, shows, subscribesAs } from '../push.ts'
import { startStack } from '../stack.ts'

/** On a stack of its own, which sends to a push service of its own. */
const test = base.extend<object, { pushService: TestPushService }>({
  pushService: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are asked for from the pattern
    async ({}, use) => {
      const service = await openPushService()
      await use(service)
      await service[Symbol.asyncDispose]()
    },
    { scope: 'worker' },
  ],
  stack: [
    async ({ pushService }, use) => {
      const settings = { PUSH_HOSTS: pushService.host, PUSH_PRIVATE: 'yes', PUSH_CA: authorityFile }
      const stack = await startStack(undefined, settings)
      await use(stack)
      await stack.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})

const asking = 'Wil je horen als er nieuws is?'
const turnOn = 'Zet meldingen aan'

/** Proves the address that one joined with. */
const confirm = async (page: Page, mailbox: string, address: string) => {
  await page.goto('/ik')
  const mail = await newestMail(page, mailbox, address, subjects.confirm)
  await page.getByLabel('Code uit de mail').fill(codeIn(mail))
  await page.getByRole('button', { name: 'Bevestig' }).click()
  await expect(page.getByText('Je mailadres is bevestigd.')).toBeVisible()
}

const announce = async ({ page }: Someone, title: string) => {
  await page.goto(village)
  await toNewest(page)
  await page.getByRole('button', { name: 'Meer' }).last().click()
  await page.getByRole('menuitem', { name: 'Aankondiging' }).click()
  await page.getByLabel('Wat moet iedereen weten?').fill(title)
  await page.getByLabel('Vertel erover').fill('Kom je ook?')
  await page.getByRole('button', { name: 'Kondig het aan' }).click()
}

test('who takes part is asked once, calmly, and then told what is new while the app is elsewhere', async ({
  someone,
  pushService,
  stack,
}) => {
  const moderator = await someone({ as: 'admin', size: desktop })
  const link = await makeLink(moderator.page, village)
  const guest = await someone()
  const { page, context } = guest
  const device = pushService.device()
  await context.grantPermissions(['notifications'])
  await subscribesAs(page, device)

  await test.step('not at first sight, but after a first message', async () => {
    const address = await join(page, link, 'Nieuwe buur')
    await expect(composer(page)).toBeVisible()
    await confirm(page, stack.mailbox, address)
    await page.goto(village)
    await toNewest(page)
    await expect(page.getByText(asking)).toBeHidden()
    await write(page, 'Hallo allemaal')
    await expect(page.getByText(asking)).toBeVisible()
    await seesOnce(page, 'Hallo allemaal')
    await soundInAllThemes(page, 'the asking')
    await picture(page, 'notifications-phone')
    await page.getByRole('button', { name: turnOn }).click()
    await expect(page.getByText('Meldingen staan aan.')).toBeVisible()
    await expect(page.getByText(asking)).toBeHidden()
  })

  await test.step('what is on the screen is not told', async () => {
    await announce(moderator, 'Schoonmaakdag')
    await expect(page.getByRole('heading', { name: 'Schoonmaakdag' }).first()).toBeVisible()
    expect(device.received).toEqual([])
  })

  await test.step('elsewhere it is, and a press opens it', async () => {
    await page.goto(project)
    await announce(moderator, 'Vergadering')
    await expect.poll(() => device.received.length, { timeout: 30_000 }).toBeGreaterThan(0)
    const told = device.received.map(({ message }) => message)
    const message = told.find(({ body }) => body === 'Vergadering')
    if (!message) throw new Error('it was not told')
    expect(message).toMatchObject({ title: 'Hoonhorst', language: 'nl' })
    await deliver(page, message)
    const expected = { title: 'Hoonhorst', body: 'Vergadering', tag: message.tag, lang: 'nl' }
    await shows(page, [expected])
    // The same again takes its place.
    await deliver(page, message)
    await shows(page, [expected])
    await press(context, message.tag)
    await page.waitForURL(`**${message.path}`)
    await expect(page.getByRole('heading', { name: 'Vergadering' }).first()).toBeVisible()
    await expect.poll(() => shown(page)).toEqual([])
  })

  await test.step('what can’t be read is told all the same', async () => {
    await deliver(page, 'geen json')
    await shows(page, [{ title: 'Bijpraat', tag: 'bijpraat' }])
  })

  await test.step('it is turned off where one is', async () => {
    await page.goto('/ik')
    await page.getByRole('button', { name: 'Zet meldingen uit' }).click()
    await expect(page.getByRole('button', { name: turnOn })).toBeVisible()
    const before = device.asked
    await announce(moderator, 'Niemand hoort dit')
    await expect(moderator.page.getByRole('heading', { name: 'Niemand hoort dit' }).first()).toBeVisible()
    expect(device.asked).toBe(before)
  })
})

test('“not now” is remembered, and each channel has a level on all devices', async ({ someone, stack }) => {
  const moderator = await someone({ as: 'admin', size: desktop })
  const { page, context } = await someone()
  await context.grantPermissions(['notifications'])
  const address = await join(page, await makeLink(moderator.page, village), 'Rustige buur')
  await confirm(page, stack.mailbox, address)
  await page.goto(village)
  await write(page, 'Dag')
  await page.getByRole('button', { name: 'Nu niet' }).click()
  await page.reload()
  await write(page, 'Nog eens')
  await expect(log(page).getByText('Nog eens')).toBeVisible()
  await expect(page.getByText(asking)).toBeHidden()

  await page.goto(`${village}/instellingen`)
  const level = (name: string) => page.getByRole('radio', { name })
  await expect(level('Nieuws en aankondigingen')).toBeChecked()
  await context.setOffline(true)
  await level('Niets').check()
  await expect(level('Niets')).toBeChecked()
  await context.setOffline(false)
  await soundInAllThemes(page, 'the levels')
  const again = await someone({ size: desktop })
  await again.context.addCookies(await context.cookies())
  await expect(async () => {
    await again.page.goto(`${village}/instellingen`)
    await expect(again.page.getByRole('radio', { name: 'Niets' })).toBeChecked({ timeout: 2_000 })
  }).toPass()
})

test('who only looks in, such as an official, is told of the channel where they said yes', async ({
  someone,
  pushService,
}) => {
  const { page, context } = await someone({ as: 'admin' })
  await context.grantPermissions(['notifications'])
  await subscribesAs(page, pushService.device())
  await page.goto(`${village}/instellingen`)
  await expect(page.getByRole('radio', { name: 'Alleen voor mij' })).toBeChecked()
  await page.goto(village)
  await write(page, 'Ik kijk even mee')
  await page.getByRole('button', { name: turnOn }).click()
  await expect(page.getByText('Meldingen staan aan.')).toBeVisible()
  await page.goto(`${village}/instellingen`)
  await expect(page.getByRole('radio', { name: 'Nieuws en aankondigingen' })).toBeChecked()
})

test('on an iPhone one is shown the way to the home screen', async ({ someone }) => {
  const { page } = await someone({ as: 'admin' })
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'PushManager')
    Object.defineProperty(navigator, 'userAgent', { value: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0)' })
  })
  await page.goto('/ik')
  await page.getByRole('button', { name: 'Laat zien hoe' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await soundInAllThemes(page, 'the help')
  await picture(page, 'iphone-help-phone')
})

test('where it can’t be, that is said', async ({ someone }) => {
  const { page } = await someone({ as: 'admin' })
  await page.addInitScript(() => Reflect.deleteProperty(window, 'PushManager'))
  await page.goto('/ik')
  await expect(page.getByText('Deze browser kan geen meldingen geven.')).toBeVisible()
  await page.addInitScript(() => {
    Object.assign(window, { PushManager: class {} })
    Object.defineProperty(Notification, 'permission', { value: 'denied' })
  })
  await page.reload()
  await expect(page.getByText('Je browser houdt meldingen van Bijpraat tegen.')).toBeVisible()
})
