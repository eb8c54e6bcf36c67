import { village } from '../acts.ts'
import { desktop, expect, phone, test } from '../people.ts'

const label = 'Naam van een kanaal of iemand'

test('by keyboard to a channel and back, the last one first', async ({ someone }) => {
  const { page } = await someone({ as: 'admin', size: desktop })
  await page.goto('/')
  await expect(page.getByRole('button', { name: /^Zoek of ga naar/ })).toBeVisible()
  await page.keyboard.press('Control+k')
  const field = page.getByRole('combobox', { name: label })
  await expect(field).toBeFocused()
  await field.fill('uitvoer')
  await expect(page.getByRole('option', { selected: true })).toHaveText(/Uitvoeringsplan Duurzaamheid/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Uitvoeringsplan Duurzaamheid', level: 1 })).toBeVisible()

  await page.goto(village)
  await expect(page.getByRole('heading', { name: 'Hoonhorst', level: 1 })).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('option').first()).toHaveText(/Uitvoeringsplan Duurzaamheid/)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Uitvoeringsplan Duurzaamheid', level: 1 })).toBeVisible()
})

test('leaving it gives the focus back to where it was', async ({ someone }) => {
  const { page } = await someone({ as: 'admin', size: desktop })
  await page.goto('/')
  const opener = page.getByRole('button', { name: /^Zoek of ga naar/ })
  await opener.click()
  await expect(page.getByRole('combobox', { name: label })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('combobox', { name: label })).toHaveCount(0)
  await expect(opener).toBeFocused()
})

test('by finger on a phone, also without a connection; what is not there shows a way on', async ({
  someone,
}) => {
  const { page, context } = await someone({ as: 'admin', size: phone })
  await page.goto('/kanalen')
  await expect(page.getByRole('link', { name: /Hoonhorst/ }).first()).toBeVisible()
  const open = page.getByRole('button', { name: 'Zoek' })
  await open.tap()
  const field = page.getByRole('combobox', { name: label })
  await field.fill('zeppelin')
  await expect(page.getByText('Niets met die naam')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Kijk rond' })).toBeVisible()
  await context.setOffline(true)
  await field.fill('beheer')
  await expect(page.getByRole('option', { name: /^Beheerder/ }).first()).toBeVisible()
  await field.fill('hoon')
  await page.getByRole('option', { name: /^Hoonhorst/ }).tap()
  await expect(page.getByRole('heading', { name: 'Hoonhorst', level: 1 })).toBeVisible()
})
