import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import type { Page } from '@playwright/test'
import { composer, join, log, makeLink, seesOnce, village, write } from '../acts.ts'
import { sound } from '../axe.ts'
import { standBetween } from '../between.ts'
import { cutOff, tooFine, tooSmall, unreachable } from '../measure.ts'
import { desktop, expect, phone, test } from '../people.ts'
import { picture } from '../picture.ts'
import { startStack } from '../stack.ts'

/** Large, whole and within reach, and sound for axe; the blocks these are made of are looked at in every theme. */
const isWell = async (page: Page, name: string) => {
  expect({
    name,
    tooSmall: await tooSmall(page),
    tooFine: await tooFine(page),
    cutOff: await cutOff(page),
    unreachable: await unreachable(page),
  }).toEqual({ name, tooSmall: [], tooFine: [], cutOff: [], unreachable: [] })
  await sound(page, name)
}

const main = (page: Page) => page.getByRole('main')

test('where nothing is yet, every screen says what can be done', async ({ chrome }) => {
  const contentDir = mkdtempSync(joinPath(tmpdir(), 'bijpraat-empty-'))
  writeFileSync(
    joinPath(contentDir, 'municipality.yaml'),
    'name: Middenland\nlanguage: nl\ntimeZone: Europe/Amsterdam\n',
  )
  const stack = await startStack(contentDir)
  const context = await chrome.newContext({ baseURL: stack.url, viewport: phone, locale: 'nl-NL' })
  const page = await context.newPage()
  try {
    await page.goto('/ontdek')
    await expect(page.getByRole('heading', { name: 'Er is nog niets om in te kijken' })).toBeVisible()
    await isWell(page, 'nothing to discover')

    await join(page, stack.firstAdmin, 'Beheerder')
    await page.goto('/')
    await expect(
      main(page)
        .getByRole('link', { name: /^Begin een kanaal|^Kijk/ })
        .first(),
    ).toBeVisible()
    await expect(main(page).getByRole('heading', { name: 'Je bent bij.' })).toHaveCount(0)
    await isWell(page, 'no channels')
    await picture(page, 'empty-phone')

    await page.goto('/wie')
    await expect(main(page).getByRole('link', { name: /Beheerder/ })).toBeVisible()
    await isWell(page, 'nobody but me')

    await page.goto('/nieuw/kanaal')
    await main(page).getByRole('radio', { name: /^Dorp/ }).check()
    await page.getByLabel('Hoe heet het?').fill('Middendorp')
    await page.getByRole('button', { name: 'Begin' }).click()
    await expect(page.getByRole('heading', { name: 'Middendorp' })).toBeVisible()
    await expect(main(page).locator('h2').first()).toBeVisible()
    await isWell(page, 'nothing said yet')
    await picture(page, 'quiet-channel-phone')
  } finally {
    await context.close()
    await stack.stop()
    rmSync(contentDir, { recursive: true, force: true })
  }
})

/** Screens of which a part is asked for when they open. */
const asking = [
  { path: '/ontdek', command: 'channel.list' },
  { path: `${village}/leden`, command: 'channel.members' },
  { path: '/ik', command: 'me.sessions' },
] as const

test('what is still coming shows that it comes; what can not be had says so, and can be asked again', async ({
  someone,
}) => {
  const { page } = await someone({ as: 'admin', size: phone })
  const between = await standBetween(page)
  const coming = main(page).getByRole('status').filter({ hasText: 'Even geduld' })
  for (const { path, command } of asking) {
    between.held.add(command)
    await page.goto(path)
    await expect(coming.first()).toBeVisible()
    await isWell(page, `${path}, coming`)
    if (path === '/ontdek') await picture(page, 'loading-phone')
    between.held.clear()

    between.refused.add(command)
    await page.goto(path)
    const again = main(page).getByRole('button', { name: 'Probeer opnieuw' })
    await expect(again).toBeVisible()
    await isWell(page, `${path}, refused`)
    if (path === '/ontdek') await picture(page, 'failed-phone')
    between.refused.clear()
    await again.click()
    await expect(again).toBeHidden()
    await expect(coming).toHaveCount(0)
  }
})

test('what of the app itself can not be fetched takes nothing with it, and comes when it can', async ({
  someone,
}) => {
  const { page, context } = await someone({ as: 'admin', size: phone })
  const pieces = /\/assets\/(own-acts|conversation-keys|scheduled-|mute-|people-page|me-page)[^/]*\.js$/
  await context.route(pieces, (route) => route.abort())
  await page.goto(village)
  await write(page, 'Ook zo kun je schrijven.')
  await seesOnce(page, 'Ook zo kun je schrijven.')

  await page.goto('/wie')
  const again = main(page).getByRole('button', { name: 'Probeer opnieuw' })
  await expect(again).toBeVisible()
  await isWell(page, 'a page that can not be fetched')
  await context.setOffline(true)
  await expect(main(page).getByText('Er is geen verbinding.')).toBeVisible()
  await isWell(page, 'a page that can not be fetched, offline')
  await context.unroute(pieces)
  await context.setOffline(false)
  await expect(main(page).getByRole('link', { name: /Beheerder/ })).toBeVisible()
})

test('before the server is heard for the first time the list and a conversation show that they come', async ({
  someone,
}) => {
  const { page } = await someone({ as: 'admin', size: phone })
  const between = await standBetween(page)
  between.silent = true
  between.held.add('sync.glance')
  for (const path of ['/', village]) {
    await page.goto(path)
    await expect(main(page).getByRole('status').filter({ hasText: 'Even geduld' }).first()).toBeVisible()
    await isWell(page, `${path}, coming`)
  }
})

test('an invitation that is still coming, and one that can not be looked at now', async ({ someone }) => {
  const admin = await someone({ as: 'admin', size: desktop })
  const link = await makeLink(admin.page, village)
  const { page } = await someone({ size: phone })
  const between = await standBetween(page)
  between.held.add('invitation.look')
  await page.goto(link)
  await expect(page.getByText('Even geduld')).toBeAttached()
  await isWell(page, 'an invitation, coming')
  between.held.clear()

  between.refused.add('invitation.look')
  await page.reload()
  await expect(page.getByRole('alert')).toContainText('De uitnodiging openen lukt nu niet')
  await isWell(page, 'an invitation, refused')
  between.refused.clear()
  await page.getByRole('button', { name: 'Probeer opnieuw' }).click()
  await expect(page.getByLabel('Hoe heet je?')).toBeVisible()
})

const longWord = 'Duurzaamheidsuitvoeringsprogrammabegeleidingscommissieleden'

test('long names and long words stay within the smallest screen', async ({ someone }) => {
  const admin = await someone({ as: 'admin', size: { width: 320, height: 640 } })
  const { page } = admin
  await page.goto('/nieuw/kanaal')
  await page.getByLabel('Hoe heet het?').fill(longWord)
  await page.getByLabel('Waar gaat het over?').fill(`${longWord.repeat(3)} en nog veel meer.`)
  for (const box of await page.getByRole('checkbox').all()) await box.check()
  await page.getByRole('button', { name: 'Begin' }).click()
  await expect(composer(page)).toBeVisible()
  const channel = new URL(page.url()).pathname
  await write(page, `https://voorbeeld.test/${longWord.repeat(4)} **${longWord.repeat(2)}**`)
  await write(page, `\`${longWord.repeat(3)}\`\n\n- ${longWord}\n- kort`)
  await expect(log(page).getByText('kort')).toBeVisible()

  const link = await makeLink(page, channel)
  const guest = await someone({ size: { width: 320, height: 640 } })
  await guest.page.goto(link)
  await guest.page.getByLabel('Hoe heet je?').fill(longWord)
  await isWell(guest.page, 'an invitation with long names')
  await guest.page.getByLabel('Je mailadres').fill(`lang-${process.pid}@voorbeeld.test`)
  await guest.page.getByRole('button', { name: 'Doe mee' }).click()
  await write(guest.page, 'Ik ben er ook.')
  await expect(log(guest.page).getByText('Ik ben er ook.')).toBeVisible()

  await page.goto(channel)
  await expect(log(page).getByText('Ik ben er ook.')).toBeVisible()
  await isWell(page, 'a conversation with long names')
  await picture(page, 'long-names-phone')
  for (const path of ['/kanalen', '/ontdek', '/wie', `${channel}/leden`, `${channel}/instellingen`]) {
    await page.goto(path)
    await expect(
      main(page).locator(`:text("${longWord}"):visible, [value="${longWord}"]`).first(),
    ).toBeVisible()
    await isWell(page, `${path} with long names`)
  }
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill(longWord.slice(0, 12))
  await expect(page.getByRole('option').first()).toBeVisible()
  await isWell(page, 'going to a long name')
})
