import type { Page } from '@playwright/test'
import { composer, join, log, makeLink, project, seesOnce, toNewest, village, write } from '../acts.ts'
import { soundInAllThemes } from '../axe.ts'
import { desktop, expect, type Someone, test } from '../people.ts'
import { picture } from '../picture.ts'

const menu = (page: Page) => page.getByRole('menu', { name: /^Wat kun je met het bericht van/ })

test('what can be done with a message comes by finger, by mouse and by keyboard', async ({ someone }) => {
  const moderator = await someone({ as: 'admin', size: desktop })
  const villager = await someone()
  await join(villager.page, await makeLink(moderator.page, village), 'Met de vinger')
  await moderator.page.goto(village)
  await toNewest(moderator.page)
  await write(villager.page, 'Wie komt er zaterdag?')
  await seesOnce(moderator.page, 'Wie komt er zaterdag?')

  await longPress(villager, 'Wie komt er zaterdag?')
  await expect(menu(villager.page)).toBeVisible()
  await villager.page.keyboard.press('Escape')
  await expect(menu(villager.page)).toHaveCount(0)

  const desk = moderator.page
  await log(desk).getByText('Wie komt er zaterdag?').click({ button: 'right' })
  await desk.getByRole('menuitemcheckbox', { name: 'Mooi' }).click()
  await expect(log(villager.page).getByRole('button', { name: 'Mooi' })).toBeVisible()

  await write(desk, 'Ik neem koffie mee.')
  await seesOnce(desk, 'Ik neem koffie mee.')
  await expect(composer(desk)).toBeFocused()
  // What is still on its way has no menu yet.
  const row = log(desk).getByRole('listitem').filter({ hasText: 'Ik neem koffie mee.' })
  const own = row.getByRole('button', { name: 'Wat kun je met het bericht van jij' })
  await expect(own).toBeVisible()
  // What stands between it and the composer, such as the way to the newest, comes and goes.
  const isThere = () => own.evaluate((button) => button === document.activeElement)
  for (let presses = 0; presses < 5 && !(await isThere()); presses++) await desk.keyboard.press('Shift+Tab')
  await expect(own).toBeFocused()
  await desk.keyboard.press('Shift+F10')
  await expect(menu(desk)).toBeVisible()
  await desk.keyboard.press('Escape')
  await expect(own).toBeFocused()
  await desk.keyboard.press('ArrowUp')
  await expect(
    log(desk).getByRole('button', { name: 'Wat kun je met het bericht van Met de vinger' }).last(),
  ).toBeFocused()
  await desk.keyboard.press('ContextMenu')
  await expect(menu(desk)).toBeVisible()
  await desk.keyboard.press('Escape')
  await desk.keyboard.press('Escape')
  await expect(composer(desk)).toBeFocused()
})

test('an empty field and the arrow up change the last own message; deleting keeps the focus near', async ({
  someone,
}) => {
  const { page } = await someone({ as: 'admin', size: desktop })
  await page.goto(village)
  await write(page, 'Tot zaterdga.')
  await seesOnce(page, 'Tot zaterdga.')
  // Only what has arrived can be changed.
  await expect(log(page).getByText('Wordt verstuurd')).toHaveCount(0)
  await page.keyboard.press('ArrowUp')
  await expect(page.getByText('Je wijzigt je bericht')).toBeVisible()
  await expect(composer(page)).toHaveValue('Tot zaterdga.')
  await page.keyboard.press('Escape')
  await expect(page.getByText('Je wijzigt je bericht')).toHaveCount(0)
  await page.keyboard.press('ArrowUp')
  await composer(page).fill('Tot zaterdag.')
  await page.keyboard.press('Enter')
  await seesOnce(page, 'Tot zaterdag.')

  await log(page).getByRole('button', { name: 'Wat kun je met het bericht van jij' }).last().focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('End')
  await expect(page.getByRole('menuitem', { name: 'Verwijder' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(log(page).getByRole('button', { name: 'Zet terug' })).toBeFocused()
})

test('a question mark shows the keys, until that is switched off', async ({ someone }) => {
  const { page } = await someone({ as: 'admin', size: desktop })
  await page.goto('/ontdek')
  await expect(page.getByRole('heading', { name: 'Ontdek', level: 1 })).toBeVisible()
  const sheet = page.getByRole('dialog', { name: 'Toetsen' })
  await page.keyboard.press('?')
  await expect(sheet).toBeVisible()
  await sheet.getByRole('checkbox', { name: 'Losse letters en cijfers doen iets' }).uncheck()
  await page.keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)
  await page.keyboard.press('?')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog')).toHaveAccessibleName('Naam van een kanaal of iemand')
  await page.keyboard.press('Escape')
  await page.goto(village)
  await expect(composer(page)).toBeFocused()
  await page.getByRole('button', { name: 'Meer' }).last().click()
  await page.getByRole('menuitem', { name: 'Toetsen' }).click()
  await expect(sheet).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)
})

test('only what anyone may read leaves with a link', async ({ someone }) => {
  const { page } = await someone({ as: 'admin', size: desktop })
  await page.addInitScript(() => {
    const shared: unknown[] = []
    Object.assign(window, { shared })
    Object.assign(navigator, { share: async (data: unknown) => void shared.push(data) })
  })
  const lastShared = () => page.evaluate(() => (window as unknown as { shared: ShareData[] }).shared.at(-1))
  await page.goto(project)
  await expect(page.getByRole('heading', { name: 'Uitvoeringsplan Duurzaamheid', level: 1 })).toBeVisible()
  await page.getByRole('button', { name: 'Meer' }).first().click()
  await page.getByRole('menuitem', { name: 'Deel' }).click()
  await expect.poll(lastShared).toMatchObject({ title: 'Uitvoeringsplan Duurzaamheid' })

  await write(page, 'Dit blijft onder ons.')
  await seesOnce(page, 'Dit blijft onder ons.')
  await log(page).getByText('Dit blijft onder ons.').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Deel' }).click()
  const sheet = page.getByRole('dialog', { name: 'Deel buiten Bijpraat' })
  await expect(sheet.locator('blockquote')).toContainText('Dit blijft onder ons.')
  await soundInAllThemes(page, 'what is shared outward')
  await picture(page, 'share-desktop')
  await sheet.getByRole('button', { name: 'Deel', exact: true }).click()
  const url = expect.stringMatching(/\/kanaal\/[^/]+\/b\/[^/]+$/)
  const title = 'Uitvoeringsplan Duurzaamheid'
  await expect.poll(lastShared).toEqual({ title, text: 'Dit blijft onder ons.', url })

  // What somebody else said stays here: the name of the channel and the link are all that leaves.
  const neighbour = await someone()
  await join(neighbour.page, await makeLink(page, village), 'Buur die iets zegt')
  await neighbour.page.goto(village)
  await write(neighbour.page, 'Dit zeg ik tegen jullie.')
  await page.goto(village)
  await toNewest(page)
  await log(page).getByText('Dit zeg ik tegen jullie.').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Deel' }).click()
  await expect(sheet).toContainText('Wat een ander schreef, blijft hier.')
  await expect(sheet.locator('blockquote')).not.toContainText('Dit zeg ik tegen jullie.')
  await expect(sheet.locator('blockquote')).not.toContainText('Buur')
  await sheet.getByRole('button', { name: 'Deel', exact: true }).click()
  await expect.poll(lastShared).toEqual({ title: 'Hoonhorst', url })
})

/** A finger that stays: Chromium makes the rest of it, as on a device. */
const longPress = async ({ page, context }: Someone, text: string) => {
  const box = await log(page).getByText(text, { exact: true }).boundingBox()
  if (box === null) throw new Error(`${text} is not on screen`)
  const session = await context.newCDPSession(page)
  const touchPoints = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }]
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints })
  await expect(menu(page)).toBeVisible()
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
}
