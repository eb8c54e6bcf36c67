import { join, log, makeLink, project, toNewest, village } from '../acts.ts'
import { desktop, expect, test } from '../people.ts'
import { picture } from '../picture.ts'

test('news from a project shows in the village, changes there and goes there, from one place', async ({
  someone,
}) => {
  const official = await someone({ as: 'admin', size: desktop })
  const villager = await someone()
  await join(villager.page, await makeLink(official.page, village), 'Lezer in het dorp')
  await toNewest(villager.page)

  const desk = official.page
  await desk.goto(project)
  await toNewest(desk)
  await desk.getByRole('button', { name: 'Meer' }).last().click()
  await desk.getByRole('menuitem', { name: 'Nieuws uit het project' }).click()
  await desk.getByLabel('Wat is het nieuws?').fill('De vergunning is rond')
  await desk.getByLabel('Vertel erover').fill('In februari komen de panelen.')
  await desk.getByRole('button', { name: 'Vertel het' }).click()
  await expect(log(desk).getByRole('heading', { name: 'De vergunning is rond' })).toBeInViewport()

  const home = log(villager.page)
  await expect(home.getByRole('heading', { name: 'De vergunning is rond' })).toHaveCount(1)
  await expect(home.getByText('Uit Uitvoeringsplan Duurzaamheid').last()).toBeVisible()
  await picture(villager.page, 'update-phone')

  const menu = log(desk)
    .getByRole('button', { name: /Wat kun je met het bericht van/ })
    .last()
  await menu.click()
  await desk.getByRole('menuitem', { name: 'Wijzig' }).click()
  await desk.getByLabel('Wat is het nieuws?').fill('De vergunning is er')
  await desk.getByRole('button', { name: 'Wijzig overal' }).click()
  await expect(home.getByRole('heading', { name: 'De vergunning is er' })).toHaveCount(1)
  await expect(home.getByRole('heading', { name: 'De vergunning is rond' })).toHaveCount(0)

  await menu.click()
  await desk.getByRole('menuitem', { name: 'Verwijder' }).click()
  await expect(home.getByRole('heading', { name: 'De vergunning is er' })).toHaveCount(0)
  await desk.getByRole('status').getByRole('button', { name: 'Zet terug' }).click()
  await expect(home.getByRole('heading', { name: 'De vergunning is er' })).toHaveCount(1)
})
