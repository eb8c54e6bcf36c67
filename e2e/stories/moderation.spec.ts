import type { Locator, Page } from '@playwright/test'
import { join, log, makeLink, seesOnce, toNewest, village, write } from '../acts.ts'
import { soundInAllThemes } from '../axe.ts'
import { desktop, expect, phone, test } from '../people.ts'
import { picture } from '../picture.ts'

const row = (page: Page, text: string): Locator => log(page).locator('[data-item]').filter({ hasText: text })

const openMenu = async (page: Page, text: string): Promise<void> => {
  await row(page, text)
    .getByRole('button', { name: /^Wat kun je met/ })
    .click()
}

/** Whether the server knows that someone has seen all that moderators told. */
const allNoticed = async (page: Page): Promise<boolean> => {
  const answer = await page.request.post('/api/sync.glance', { data: { open: null } })
  const { mine } = (await answer.json()).data as { mine: { items: { kind: string; content: unknown }[] }[] }
  const told = mine.flatMap(({ items }) => items).filter(({ kind }) => kind === 'moderated')
  return told.length > 0 && told.every(({ content }) => (content as { seen: boolean }).seen)
}

test('what is reported reaches moderators at once, and what they hide is gone for all others', async ({
  someone,
}) => {
  const moderator = await someone({ as: 'admin', size: phone })
  const link = await makeLink(moderator.page, village)
  const writer = await someone({ size: desktop })
  await join(writer.page, link, 'Iemand die te veel zegt')
  await writer.page.goto(village)
  await write(writer.page, 'De sleutel ligt onder de mat bij nummer 5.')
  const reader = await someone({ size: phone })
  await join(reader.page, link, 'Lezer in het dorp')
  await reader.page.goto(village)
  await toNewest(reader.page)
  await seesOnce(reader.page, 'De sleutel ligt onder de mat bij nummer 5.')
  await moderator.page.goto('/meldingen')
  await expect(moderator.page.getByRole('heading', { name: 'Niets te doen' })).toBeVisible()

  await openMenu(reader.page, 'De sleutel ligt')
  await reader.page.getByRole('menuitem', { name: 'Meld', exact: true }).click()
  const form = reader.page.getByRole('dialog', { name: 'Meld dit bericht' })
  await expect(form).toBeVisible()
  await soundInAllThemes(reader.page, 'the form to report with')
  await form.getByLabel('Er staat iets privé in').check()
  await form.getByLabel('Wil je er iets bij zeggen?').fill('Dit moet niet iedereen weten.')
  await picture(reader.page, 'report-phone')
  await form.getByRole('button', { name: 'Meld het' }).click()
  await expect(reader.page.getByText('Gemeld. Dank je wel.')).toBeVisible()

  // It comes to the moderator without a reload, and says nothing of who reported it.
  const list = moderator.page.getByRole('listitem', { name: 'Iemand die te veel zegt in Hoonhorst' })
  await expect(list).toBeVisible()
  await expect(moderator.page.getByText('De sleutel ligt onder de mat')).toBeVisible()
  await expect(moderator.page.getByText('Dit moet niet iedereen weten.')).toBeVisible()
  await expect(moderator.page.locator('main')).not.toContainText('Lezer in het dorp')
  await soundInAllThemes(moderator.page, 'what is reported')
  await picture(moderator.page, 'reports-phone')
  await moderator.page.setViewportSize({ width: 320, height: 640 })
  expect(await moderator.page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  await moderator.page.setViewportSize(phone)
  await moderator.page.goto('/ik')
  await expect(moderator.page.getByRole('navigation').getByRole('link', { name: /Ik$/ })).toContainText(
    '1 melding wacht',
  )
  await moderator.page.getByRole('link', { name: /^Meldingen/ }).click()
  await expect(list).toBeVisible()
  await moderator.page.setViewportSize(desktop)
  await expect(moderator.page.getByRole('link', { name: 'Meldingen' })).toContainText('1')
  await picture(moderator.page, 'reports-desktop')

  // By keyboard alone.
  await list.getByRole('button', { name: 'Verberg' }).focus()
  await moderator.page.keyboard.press('Enter')
  await moderator.page.getByLabel('Waarom verberg je het?').fill('Zo weten inbrekers het ook.')
  await moderator.page.keyboard.press('Tab')
  await moderator.page.keyboard.press('Enter')
  await expect(moderator.page.getByText('Verborgen. De schrijver krijgt bericht.')).toBeVisible()
  await expect(moderator.page.getByRole('heading', { name: 'Niets te doen' })).toBeVisible()
  await expect(moderator.page.getByText('Zo weten inbrekers het ook.')).toBeVisible()

  for (const { page } of [reader, writer]) {
    // What is out of sight is not drawn.
    await toNewest(page)
    await expect(log(page).getByText('Verborgen door een moderator.')).toBeVisible()
    await expect(log(page).getByText('De sleutel ligt onder de mat')).toHaveCount(0)
  }

  // The writer is told why, and asks to look again.
  const told = writer.page.getByRole('region', { name: 'Meldingen' })
  await expect(told).toContainText('is verborgen')
  await expect(told).toContainText('Zo weten inbrekers het ook.')
  await soundInAllThemes(writer.page, 'what one is told of moderators')
  await picture(writer.page, 'told-desktop')
  await told.getByRole('button', { name: 'Vraag het na' }).click()
  await writer.page.getByLabel('Wat wil je zeggen?').fill('Het is mijn eigen sleutel.')
  await writer.page.getByRole('button', { name: 'Stuur je vraag' }).click()
  await expect(told).toHaveCount(0)

  await expect(list).toContainText('Het is mijn eigen sleutel.')
  await list.getByRole('button', { name: 'Toon weer' }).click()
  await seesOnce(reader.page, 'De sleutel ligt onder de mat bij nummer 5.')
  await expect(told).toContainText('is weer te zien')
  // Whoever presses and leaves in the same moment has said it all the same.
  await told.getByRole('button', { name: 'Gezien' }).evaluate((button: HTMLElement) => {
    button.click()
    location.reload()
  })
  await expect.poll(() => allNoticed(writer.page)).toBe(true)
  await expect(log(writer.page)).toBeVisible()
  await expect(told).toHaveCount(0)
})

test('a report is taken back, and a moderator hides from the menu and takes that back', async ({
  someone,
}) => {
  const moderator = await someone({ as: 'admin', size: desktop })
  const link = await makeLink(moderator.page, village)
  const writer = await someone({ size: phone })
  await join(writer.page, link, 'Iemand met een mening')
  await writer.page.goto(village)
  await write(writer.page, 'Dit bankje is lelijk.')
  const reader = await someone({ size: phone })
  await join(reader.page, link, 'Iemand die zich bedenkt')
  await reader.page.goto(village)
  await toNewest(reader.page)
  await openMenu(reader.page, 'Dit bankje is lelijk.')
  await reader.page.getByRole('menuitem', { name: 'Meld', exact: true }).click()
  await reader.page.getByRole('button', { name: 'Meld het' }).click()
  await openMenu(reader.page, 'Dit bankje is lelijk.')
  await reader.page.getByRole('menuitem', { name: 'Trek je melding in' }).click()
  await expect(reader.page.getByText('Je melding is ingetrokken.')).toBeVisible()

  // Left as it is, taken back, and left again by who goes in the same moment.
  await openMenu(reader.page, 'Dit bankje is lelijk.')
  await reader.page.getByRole('menuitem', { name: 'Meld', exact: true }).click()
  await reader.page.getByRole('button', { name: 'Meld het' }).click()
  await moderator.page.goto('/meldingen')
  const reported = moderator.page.getByRole('listitem', { name: 'Iemand met een mening in Hoonhorst' })
  const leave = reported.getByRole('button', { name: 'Laat staan' })
  await leave.click()
  await expect(moderator.page.getByRole('heading', { name: 'Niets te doen' })).toBeVisible()
  await picture(moderator.page, 'report-left-desktop')
  await moderator.page.getByRole('status').getByRole('button', { name: 'Zet terug' }).click()
  await leave.evaluate((button: HTMLElement) => {
    button.click()
    location.reload()
  })
  await expect(moderator.page.getByText('Laten staan')).toBeVisible()
  await expect(moderator.page.getByRole('heading', { name: 'Niets te doen' })).toBeVisible()

  await moderator.page.goto(village)
  await toNewest(moderator.page)
  await openMenu(moderator.page, 'Dit bankje is lelijk.')
  await moderator.page.getByRole('menuitem', { name: 'Verberg' }).click()
  await moderator.page.getByLabel('Waarom verberg je het?').fill('Even wachten.')
  await moderator.page.getByRole('dialog').getByRole('button', { name: 'Verberg' }).click()
  await expect(log(reader.page).getByText('Verborgen door een moderator.')).toBeVisible()
  await moderator.page.getByRole('status').getByRole('button', { name: 'Zet terug' }).click()
  await seesOnce(reader.page, 'Dit bankje is lelijk.')
})
