import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { join, log, makeLink, newestMail, subjects, toNewest } from '../acts.ts'
import { soundInAllThemes } from '../axe.ts'
import { fill } from '../chatter.ts'
import { isKept } from '../device.ts'
import { desktop, expect, phone, test } from '../people.ts'
import { picture } from '../picture.ts'

const channelId = 'x.oudleusen'
const village = `/kanaal/${channelId}`

const bar = (page: Page) => page.getByRole('region', { name: 'Vastgezet' })

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** Announces something by the composer's menu, as it is done on screen. */
const announce = async (page: Page, title: string, text: string, pin?: boolean): Promise<void> => {
  await page.getByRole('button', { name: 'Meer' }).last().click()
  await page.getByRole('menuitem', { name: 'Aankondiging' }).click()
  await page.getByLabel('Wat moet iedereen weten?').fill(title)
  await page.getByLabel('Vertel erover').fill(text)
  if (pin !== undefined) await page.getByLabel('Zet het meteen vast').setChecked(pin)
  await page.getByRole('button', { name: 'Kondig het aan' }).click()
  await expect(log(page).getByRole('heading', { name: title })).toBeVisible()
}

/** Gives a command over HTTP, with the session of the page. */
const give = (page: Page, name: string, input: object) =>
  page.evaluate(
    async ([path, body]) => {
      const headers = { 'content-type': 'application/json' }
      return (await fetch(path, { method: 'POST', headers, body })).json()
    },
    [`/api/${name}`, JSON.stringify({ commandId: randomUUID(), ...input })] as const,
  )

test('what an official announces and a moderator pins is in sight, wherever one reads', async ({
  someone,
  stack,
}) => {
  const moderator = await someone({ as: 'admin', size: desktop })
  const link = await makeLink(moderator.page, village)
  const official = await someone({ size: desktop })
  const to = 'wegbeheer@voorbeeld.test'
  const invited = { channelIds: [channelId], role: 'official', email: to, language: 'nl', uses: 1, days: 7 }
  expect(await give(moderator.page, 'invitation.create', invited)).toMatchObject({ ok: true })
  const mail = await newestMail(moderator.page, stack.mailbox, to, subjects.invitation)
  await official.page.goto(mail.match(/http\S+uitnodiging#\S+/)?.[0] ?? '')
  await official.page.getByLabel('Hoe heet je?').fill('Wegbeheer')
  await official.page.getByRole('button', { name: 'Doe mee' }).click()
  await official.page.waitForURL((url) => !url.pathname.startsWith('/uitnodiging'))
  const villager = await someone()
  await join(villager.page, link, 'Lezer in het dorp')

  await official.page.goto(village)
  await toNewest(official.page)
  await announce(official.page, 'De brug is dicht', 'Zolang rijdt alles **om** door het dorp.')
  await expect(log(official.page).getByRole('button', { name: 'Zet vast' })).toHaveCount(0)
  await expect(bar(villager.page)).toHaveCount(0)

  await moderator.page.goto(village)
  await toNewest(moderator.page)
  await log(moderator.page).getByRole('button', { name: 'Zet vast' }).click()
  await moderator.page.getByLabel('Tot en met welke dag geldt het?').fill(inDays(9))
  await moderator.page.getByRole('button', { name: 'Zet vast' }).last().click()
  await expect(bar(moderator.page).getByText('De brug is dicht')).toBeVisible()
  await expect(log(moderator.page).getByText(/^Staat vast tot en met \S+dag/)).toBeVisible()

  // It came to the villager, too, and stays when it is far out of what is loaded.
  const inSight = bar(villager.page).getByText('De brug is dicht')
  await expect(inSight).toBeVisible()
  await expect(bar(villager.page)).toContainText('Zolang rijdt alles om door het dorp.')
  await picture(villager.page, 'announcement-phone')
  await picture(moderator.page, 'announcement-desktop')
  await fill(stack.mongoUrl, channelId, 'x.dorpsbelang-oudleusen', 150)
  await villager.page.reload()
  await toNewest(villager.page)
  await expect(inSight).toBeVisible()
  await expect(log(villager.page).getByRole('heading', { name: 'De brug is dicht' })).toHaveCount(0)

  // To its place, and back to where one was.
  await bar(villager.page).getByRole('link').click()
  const place = log(villager.page).getByRole('heading', { name: 'De brug is dicht' })
  await expect(place).toBeInViewport()
  await villager.page.goBack()
  await expect(log(villager.page).getByText('Regel 150', { exact: true })).toBeInViewport()

  await isKept(villager.page, 'De brug is dicht')
  await villager.context.setOffline(true)
  await villager.page.reload()
  await expect(inSight).toBeVisible()
  await villager.context.setOffline(false)

  // Taken down by mistake, and put back.
  await moderator.page.reload()
  await bar(moderator.page).getByRole('link').click()
  await log(moderator.page).getByRole('button', { name: 'Maak los' }).click()
  await expect(inSight).toHaveCount(0)
  await moderator.page.getByRole('status').getByRole('button', { name: 'Zet terug' }).click()
  await expect(inSight).toBeVisible()
})

test('three stand at most: the oldest makes room, and the others are one press away', async ({ someone }) => {
  const { page } = await someone({ as: 'admin', size: phone })
  await page.goto('/nieuw/kanaal')
  await page.getByRole('radio', { name: /^Onderwerp/ }).check()
  await page.getByLabel('Hoe heet het?').fill('Water in de straat')
  await page.getByLabel('Waar gaat het over?').fill('Wat we doen als het hard regent.')
  await page.getByRole('button', { name: 'Begin', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Water in de straat' }).first()).toBeVisible()
  for (const title of ['Eerste', 'Tweede', 'Derde']) await announce(page, title, 'Dit moet je weten.')
  await expect(bar(page)).toContainText('Derde')
  await expect(bar(page).getByRole('button', { name: 'nog 2' })).toBeVisible()

  await page.getByRole('button', { name: 'Meer' }).last().click()
  await page.getByRole('menuitem', { name: 'Aankondiging' }).click()
  await expect(page.getByText('Deze maakt plaats: Eerste')).toBeVisible()
  await page.getByLabel('Wat moet iedereen weten?').fill('Vierde')
  await page.getByLabel('Vertel erover').fill('Dit moet je weten.')
  await page.getByRole('button', { name: 'Kondig het aan' }).click()
  await expect(bar(page)).toContainText('Vierde')

  await soundInAllThemes(page, 'what is pinned above a conversation')
  await bar(page).getByRole('button', { name: 'nog 2' }).click()
  const list = page.getByRole('dialog', { name: 'Vastgezet' })
  await expect(list.getByRole('heading', { level: 2 })).toHaveText(['Vastgezet', 'Vierde', 'Derde', 'Tweede'])
  await soundInAllThemes(page, 'all that is pinned')
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  await list.getByRole('button', { name: 'Ga naar het bericht' }).last().click()
  await expect(log(page).getByRole('heading', { name: 'Tweede' })).toBeInViewport()
})

test('an announcement comes down by itself when its end has come', async ({ someone }) => {
  const { page } = await someone({ as: 'admin', size: desktop })
  await page.goto(village)
  await toNewest(page)
  await announce(page, 'Straks voorbij', 'Dit duurt maar even.', false)
  const id = await log(page)
    .locator('[data-item]')
    .filter({ has: page.getByRole('heading', { name: 'Straks voorbij' }) })
    .getAttribute('data-item')
  const endsAt = Date.now() + 3_000
  expect(await give(page, 'announcement.pin', { channelId, itemId: id, endsAt })).toMatchObject({ ok: true })
  const inSight = bar(page).getByText('Straks voorbij')
  await expect(inSight).toBeVisible()
  await expect(inSight).toHaveCount(0, { timeout: 60_000 })
  await expect(log(page).getByRole('heading', { name: 'Straks voorbij' })).toBeVisible()
})
