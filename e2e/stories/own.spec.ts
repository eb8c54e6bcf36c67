import type { Page } from '@playwright/test'
import { composer, join, log, makeLink, seesOnce, toNewest, village, write } from '../acts.ts'
import { soundInAllThemes } from '../axe.ts'
import { isKept } from '../device.ts'
import { desktop, expect, phone, type Someone, test } from '../people.ts'
import { picture } from '../picture.ts'

/*
 * What is one person's own: kept to come back to, sent later, muted. One person on a phone, and someone else at a desk.
 */

type Open = (wish?: { as?: 'admin'; size?: typeof phone }) => Promise<Someone>

const two = async (someone: Open) => {
  const moderator = await someone({ as: 'admin', size: desktop })
  const villager = await someone({ size: phone })
  await join(villager.page, await makeLink(moderator.page, village), 'Buur van het plein')
  for (const { page } of [moderator, villager]) {
    await page.goto(village)
    await expect(composer(page)).toBeVisible()
    await toNewest(page)
  }
  return { moderator: moderator.page, villager: villager.page, phone: villager.context }
}

const rowOf = (page: Page, text: string) => log(page).locator('[data-item]').filter({ hasText: text })
const choose = async (page: Page, text: string, act: string) => {
  await rowOf(page, text)
    .getByRole('button', { name: /^Wat kun je met/ })
    .click()
  await page.getByRole('menuitem', { name: act, exact: true }).click()
}

test('what one saves is found back, follows what happens to it, and waits for a connection', async ({
  someone,
}) => {
  const { moderator, villager, phone: device } = await two(someone)
  await write(moderator, 'De sleutel van de zaal ligt bij de bakker.')
  await seesOnce(villager, 'De sleutel van de zaal ligt bij de bakker.')
  await write(moderator, 'De vergadering is om acht uur.')
  await seesOnce(villager, 'De vergadering is om acht uur.')
  await choose(villager, 'De sleutel van de zaal', 'Bewaren')
  await expect(villager.getByRole('status').getByText('Bewaard. Je vindt het bij Ik.')).toBeVisible()

  // Without a connection, too: it is there at once, and on its way.
  await isKept(villager, 'De vergadering is om acht uur.')
  await device.setOffline(true)
  await choose(villager, 'De vergadering is om acht', 'Bewaren')
  await villager.getByRole('link', { name: 'Terug' }).first().click()
  await villager.getByRole('link', { name: 'Ik', exact: true }).click()
  await villager.getByRole('link', { name: /^Bewaard/ }).click()
  const rows = villager.getByRole('main').getByRole('listitem')
  await expect(rows).toHaveCount(2)
  await expect(rows.first()).toContainText('De vergadering is om acht uur.')
  await device.setOffline(false)

  await soundInAllThemes(villager, 'what is saved')
  const close = villager.getByRole('status').getByRole('button', { name: 'Sluit' })
  while ((await close.count()) > 0) await close.first().click()
  await picture(villager, 'saved-phone')
  await moderator.goto('/bewaard')
  await expect(moderator.getByRole('heading', { name: 'Nog niets bewaard' })).toBeVisible()

  // It says what it says now.
  await moderator.goto(village)
  await toNewest(moderator)
  await choose(moderator, 'De vergadering is om acht', 'Verwijder')
  await expect(rows.first()).toContainText('Dit bericht is verwijderd.')

  // To its place, and back.
  await rows.last().getByRole('link').click()
  await seesOnce(villager, 'De sleutel van de zaal ligt bij de bakker.')
  await villager.goBack()
  await rows.first().getByRole('button', { name: 'Niet meer bewaren' }).click()
  await expect(rows).toHaveCount(1)
  await villager.getByRole('status').getByRole('button', { name: 'Zet terug' }).last().click()
  await expect(rows).toHaveCount(2)
  for (const left of [1, 0]) {
    await rows.first().getByRole('button', { name: 'Niet meer bewaren' }).click()
    await expect(rows).toHaveCount(left)
  }
  await expect(villager.getByRole('heading', { name: 'Nog niets bewaard' })).toBeVisible()
})
