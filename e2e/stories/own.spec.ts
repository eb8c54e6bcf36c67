import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { composer, join, log, makeLink, seesOnce, toNewest, village, write } from '../acts.ts'
import { sound, soundInAllThemes } from '../axe.ts'
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

test('what is sent later waits above the field, and goes out once, by itself', async ({ someone }) => {
  const { moderator, villager, phone: device } = await two(someone)
  const more = async (page: Page) => {
    await page.getByRole('button', { name: 'Meer' }).last().click()
    await page.getByRole('menuitem', { name: 'Later versturen' }).click()
    return page.getByRole('dialog', { name: 'Later versturen' })
  }
  await composer(villager).fill('Morgen halen we het oud papier op.')
  const sheet = await more(villager)
  await expect(sheet.getByLabel('Je bericht')).toHaveValue('Morgen halen we het oud papier op.')
  await soundInAllThemes(villager, 'sending later')
  await picture(villager, 'send-later-phone')
  await sheet.getByRole('button', { name: 'Verstuur het dan' }).click()
  await expect(composer(villager)).toHaveValue('')
  const line = (page: Page, text: string) => page.getByRole('button', { name: text })
  await expect(line(villager, '1 bericht gaat later weg')).toBeVisible()
  await expect(log(moderator).getByText('Morgen halen we het oud papier op.')).toHaveCount(0)

  // Changed, without a connection.
  await device.setOffline(true)
  await line(villager, '1 bericht gaat later weg').click()
  const list = villager.getByRole('dialog', { name: 'Later versturen' })
  await list.getByRole('button', { name: 'Wijzig' }).click()
  await list.getByLabel('Je bericht').fill('Overmorgen halen we het oud papier op.')
  await list.getByRole('radio', { name: 'Maandagochtend' }).check()
  await list.getByRole('button', { name: 'Verstuur het dan' }).click()
  await device.setOffline(false)
  await line(villager, '1 bericht gaat later weg').click()
  await expect(list).toContainText(/maandag \d+ \S+, 8\.00 uur/)
  await soundInAllThemes(villager, 'what is sent later')
  await picture(villager, 'sent-later-phone')

  // Sent now, once, for both.
  await list.getByRole('button', { name: 'Stuur nu' }).click()
  await seesOnce(villager, 'Overmorgen halen we het oud papier op.')
  await seesOnce(moderator, 'Overmorgen halen we het oud papier op.')
  await expect(line(villager, '1 bericht gaat later weg')).toHaveCount(0)

  // Called off, and put back; the other one sees nothing of it.
  await composer(moderator).fill('Tot later.')
  const atDesk = await more(moderator)
  await atDesk.getByRole('radio', { name: 'Kies zelf een moment' }).check()
  await atDesk.getByLabel('Hoe laat?').fill('09:30')
  await picture(moderator, 'send-later-desktop')
  await atDesk.getByRole('button', { name: 'Verstuur het dan' }).click()
  await line(moderator, '1 bericht gaat later weg').click()
  await atDesk.getByRole('button', { name: 'Verstuur niet' }).click()
  await expect(line(moderator, '1 bericht gaat later weg')).toHaveCount(0)
  await moderator.getByRole('status').getByRole('button', { name: 'Zet terug' }).click()
  await expect(line(moderator, '1 bericht gaat later weg')).toBeVisible()
  await expect(line(villager, '1 bericht gaat later weg')).toHaveCount(0)
  await moderator.goto('/ik')
  await moderator.getByRole('button', { name: 'Verstuur niet' }).click()
})

test('a muted channel is quiet, a muted person is folded, and both are heard again', async ({ someone }) => {
  const { moderator, villager } = await two(someone)
  await test.step('a person', async () => {
    await write(moderator, 'Wie helpt er zaterdag met de boom?')
    await seesOnce(villager, 'Wie helpt er zaterdag met de boom?')
    await choose(villager, 'Wie helpt er zaterdag', 'Demp deze persoon')
    const folded = log(villager).getByText('Bericht van iemand die je dempt')
    await expect(log(villager).getByText('Wie helpt er zaterdag met de boom?')).toHaveCount(0)
    await write(moderator, 'Tot zaterdag.')
    await expect(folded.last()).toBeInViewport()
    const close = villager.getByRole('status').getByRole('button', { name: 'Sluit' })
    while ((await close.count()) > 0) await close.first().click()
    await soundInAllThemes(villager, 'what someone muted said')
    await picture(villager, 'muted-person-phone')
    await log(villager).getByRole('button', { name: /Toon$/ }).last().click()
    await seesOnce(villager, 'Tot zaterdag.')
    // What is told to all is never folded.
    await moderator.getByRole('button', { name: 'Meer' }).last().click()
    await moderator.getByRole('menuitem', { name: 'Aankondiging' }).click()
    await moderator.getByLabel('Wat moet iedereen weten?').fill('De boom komt vrijdag')
    await moderator.getByLabel('Vertel erover').fill('De straat is dan even dicht.')
    await moderator.getByRole('button', { name: 'Kondig het aan' }).click()
    await expect(log(villager).getByRole('heading', { name: 'De boom komt vrijdag' })).toBeVisible()
  })

  await test.step('a channel', async () => {
    const menu = villager
      .getByRole('banner')
      .or(villager.getByRole('main'))
      .getByRole('button', { name: 'Meer' })
    await menu.first().click()
    await villager.getByRole('menuitem', { name: 'Demp dit kanaal' }).click()
    await expect(villager.getByText('Dorp. Gedempt')).toBeVisible()
    await villager.goto(`${village}/instellingen`)
    await expect(villager.getByRole('radio', { name: /^Demp dit kanaal/ })).toBeChecked()
    await villager.goto('/kanalen')
    await write(moderator, 'Breng een schep mee.')
    const entry = villager.getByRole('link', { name: /Hoonhorst/ })
    const news = entry.getByRole('img', { name: 'Er is iets nieuws' })
    // What someone says who is muted is nothing new; what is told to all is.
    await expect(entry).toContainText('Bericht van iemand die je dempt')
    await expect(news).toHaveCount(0)
    const told = { title: 'De boom is er', text: 'Hij ligt op het plein.' }
    const data = { commandId: randomUUID(), channelId: village.replace('/kanaal/', ''), ...told }
    await moderator.request.post('/api/announcement.publish', { data })
    await expect(news).toBeVisible()
    await expect(entry.getByText(/nieuwe? bericht/)).toHaveCount(0)
    await soundInAllThemes(villager, 'a muted channel in the list')
    await picture(villager, 'muted-channel-phone')
  })

  await test.step('heard again', async () => {
    await villager.goto('/ik')
    const muted = villager.getByRole('heading', { name: 'Gedempt' }).locator('..')
    await expect(muted.getByRole('listitem')).toHaveCount(2)
    await muted.scrollIntoViewIfNeeded()
    await sound(villager, 'what is muted, on the own page')
    await picture(villager, 'muted-phone')
    for (const left of [1, 0]) {
      await muted.getByRole('button', { name: 'Niet meer dempen' }).first().click()
      await expect(muted.getByRole('listitem')).toHaveCount(left)
    }
    await villager.goto(village)
    await seesOnce(villager, 'Breng een schep mee.')
    await expect(log(villager).getByText('Bericht van iemand die je dempt')).toHaveCount(0)
    await moderator.goto('/wie')
    await moderator
      .getByRole('link', { name: /Buur van het plein/ })
      .first()
      .click()
    await moderator.getByRole('button', { name: 'Demp deze persoon' }).click()
    await expect(moderator.getByText('Je hebt deze persoon gedempt.')).toBeVisible()
    await moderator.getByRole('button', { name: 'Deze persoon niet meer dempen' }).click()
  })
})

test('by keyboard alone: to a message, what can be done with it, and on to what is new', async ({
  someone,
}) => {
  const { moderator, villager } = await two(someone)
  await write(villager, 'Wie heeft er een lange ladder?')
  await seesOnce(moderator, 'Wie heeft er een lange ladder?')
  await composer(moderator).focus()
  // Letters are text while one writes.
  await moderator.keyboard.press('h')
  await expect(composer(moderator)).toHaveValue('h')
  await moderator.keyboard.press('Backspace')

  await moderator.keyboard.press('Escape')
  const row = rowOf(moderator, 'Wie heeft er een lange ladder?')
  await expect(row.getByRole('button', { name: /^Wat kun je met/ })).toBeFocused()
  await moderator.keyboard.press('1')
  await expect(
    rowOf(villager, 'Wie heeft er een lange ladder?').getByRole('button', { name: /Mooi/ }),
  ).toBeVisible()
  await moderator.keyboard.press('s')
  await expect(moderator.getByRole('status').getByText('Bewaard. Je vindt het bij Ik.')).toBeVisible()
  await moderator.keyboard.press('Shift+F10')
  await expect(moderator.getByRole('menuitem', { name: 'Niet meer bewaren' })).toHaveAttribute(
    'aria-keyshortcuts',
    'S',
  )
  await picture(moderator, 'shortcuts-in-menu-desktop')
  await moderator.keyboard.press('r')
  await expect(composer(moderator)).toBeFocused()
  await moderator.keyboard.type('Ik, hij ligt in de schuur.')
  await moderator.keyboard.press('Enter')
  await seesOnce(villager, 'Ik, hij ligt in de schuur.')

  // One's own is changed; the channel is muted, read, and left for the next one with something new.
  await moderator.keyboard.press('Escape')
  await expect(
    rowOf(moderator, 'Ik, hij ligt in de schuur.').getByRole('button', { name: /^Wat kun je met/ }),
  ).toBeFocused()
  await moderator.keyboard.press('e')
  await expect(composer(moderator)).toHaveValue('Ik, hij ligt in de schuur.')
  await moderator.keyboard.press('Escape')
  await moderator.keyboard.press('Escape')
  await moderator.keyboard.press('m')
  await expect(moderator.getByText('Dorp. Gedempt')).toBeVisible()
  await moderator.keyboard.press('m')
  await expect(moderator.getByText('Dorp. Gedempt')).toHaveCount(0)
  await moderator.keyboard.press('a')
  await expect(moderator.getByText('Alles in dit kanaal is gelezen.')).toBeVisible()
  await moderator.keyboard.press('w')
  await expect(composer(moderator)).toBeFocused()
  await moderator.keyboard.press('Escape')
  await moderator.keyboard.press('b')
  await expect(moderator.getByRole('heading', { name: 'Bewaard' })).toBeVisible()
  await moderator.keyboard.press('h')
  await expect(moderator).toHaveURL('/')
  await moderator.keyboard.press('n')
  await expect(moderator).toHaveURL(/kanaal/)

  await moderator.goto('/bewaard')
  await expect(moderator.getByRole('heading', { name: 'Bewaard' })).toBeVisible()
  await moderator.keyboard.press('?')
  const sheet = moderator.getByRole('dialog', { name: 'Toetsen' })
  await expect(sheet.getByText('Naar het volgende kanaal met iets nieuws')).toBeVisible()
  await soundInAllThemes(moderator, 'which keys do what')
  await picture(moderator, 'shortcuts-desktop')
  await sheet.getByRole('checkbox', { name: 'Losse letters en cijfers doen iets' }).uncheck()
  await moderator.keyboard.press('Escape')
  await moderator.keyboard.press('h')
  await expect(moderator.getByRole('heading', { name: 'Bewaard' })).toBeVisible()
})
