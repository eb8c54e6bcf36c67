import { join, log, makeLink, toNewest, village } from '../acts.ts'
import { sound, soundInAllThemes } from '../axe.ts'
import { desktop, expect, test } from '../people.ts'
import { picture } from '../picture.ts'

test('what an official said before it was changed is there for all to read', async ({ someone }) => {
  const boss = await someone({ as: 'admin', size: desktop })
  const neighbour = await someone()
  const [desk, hand] = [boss.page, neighbour.page]
  await join(hand, await makeLink(desk, village), 'Lezer van de brink')
  await toNewest(hand)
  await desk.goto(village)
  await desk.getByRole('button', { name: 'Meer' }).last().click()
  await desk.getByRole('menuitem', { name: 'Aankondiging' }).click()
  await desk.getByLabel('Wat moet iedereen weten?').fill('De brug gaat maandag dicht')
  await desk.getByLabel('Vertel erover').fill('Fietsers kunnen over de dijk.')
  await desk.getByRole('button', { name: 'Kondig het aan' }).click()
  await expect(log(hand).getByRole('heading', { name: 'De brug gaat maandag dicht' })).toBeVisible()

  const card = log(desk).getByRole('listitem').filter({ hasText: 'De brug gaat maandag dicht' }).last()
  await card.getByRole('button', { name: /Wat kun je met het bericht van/ }).click()
  await desk.getByRole('menuitem', { name: 'Wijzig', exact: true }).click()
  await desk.getByLabel('Wat moet iedereen weten?').fill('De brug gaat dinsdag dicht')
  await desk.getByRole('button', { name: 'Wijzig', exact: true }).click()

  const changed = log(hand).getByRole('listitem').filter({ hasText: 'De brug gaat dinsdag dicht' }).last()
  await changed.getByRole('button', { name: 'gewijzigd' }).click()
  const sheet = hand.getByRole('dialog', { name: 'Zo stond het er eerder' })
  await expect(sheet.getByRole('heading', { name: 'De brug gaat maandag dicht' })).toBeVisible()
  await expect(sheet.getByText('Fietsers kunnen over de dijk.')).toBeVisible()
  await soundInAllThemes(hand, 'earlier versions')
  await picture(hand, 'versions-phone')
  await hand.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await expect(changed.getByRole('button', { name: 'gewijzigd' })).toBeFocused()

  const own = log(desk).getByRole('listitem').filter({ hasText: 'De brug gaat dinsdag dicht' }).last()
  await own.getByRole('button', { name: 'gewijzigd' }).focus()
  await desk.keyboard.press('Enter')
  await expect(desk.getByRole('dialog', { name: 'Zo stond het er eerder' })).toBeVisible()
  await sound(desk, 'earlier versions on a desktop')
  await picture(desk, 'versions-desktop')
})
