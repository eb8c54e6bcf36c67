import { composer, join, log, makeLink, seesOnce, village, write } from '../acts.ts'
import { desktop, expect, test } from '../people.ts'
import { picture } from '../picture.ts'

test('a project is started, renamed live, archived and brought back', async ({ someone }) => {
  const official = await someone({ as: 'admin', size: desktop })
  const villager = await someone()
  await join(villager.page, await makeLink(official.page, village), 'Klusser')

  await official.page.goto('/nieuw/kanaal')
  await official.page.getByRole('radio', { name: 'Project' }).check()
  await official.page.getByLabel('Hoe heet het?').fill('Bankje bij de vijver')
  await official.page.getByLabel('Waar gaat het over?').fill('Een plek om te zitten, gemaakt door buren.')
  await official.page.getByRole('checkbox', { name: 'Hoonhorst' }).check()
  await picture(official.page, 'new-project-desktop')
  await official.page.getByRole('button', { name: 'Begin', exact: true }).click()
  await expect(official.page.getByRole('heading', { name: 'Bankje bij de vijver' }).first()).toBeVisible()
  const project = new URL(official.page.url()).pathname

  // A member of the village belongs to it at once, without loading anything anew.
  await villager.page.getByRole('link', { name: 'Terug' }).click()
  await villager.page.getByRole('link', { name: /^Kanalen/ }).click()
  await villager.page.getByRole('link', { name: /Bankje bij de vijver/ }).click()
  await write(villager.page, 'Ik heb nog planken liggen.')
  await seesOnce(official.page, 'Ik heb nog planken liggen.')

  await official.page.goto(`${project}/instellingen`)
  await official.page.getByLabel('Hoe heet het?').fill('Bankje bij de kerk')
  await official.page.getByRole('button', { name: 'Verander', exact: true }).click()
  await expect(villager.page.getByRole('heading', { name: 'Bankje bij de kerk' })).toBeVisible()

  await official.page.getByRole('button', { name: 'Archiveer', exact: true }).click()
  await expect(villager.page.getByText('Dit kanaal is gearchiveerd.')).toBeVisible()
  await expect(composer(villager.page)).toHaveCount(0)
  await official.page.getByRole('button', { name: 'Haal terug', exact: true }).click()
  await expect(composer(villager.page)).toBeVisible()
})

test('who is banned reads why and can no longer write; who is removed no longer reads', async ({
  someone,
}) => {
  const moderator = await someone({ as: 'admin', size: desktop })
  const guest = await someone()
  await join(guest.page, await makeLink(moderator.page, village), 'Rumoerige gast')
  await write(guest.page, 'Dit is geen aardig bericht.')
  await moderator.page.goto('/wie')
  await moderator.page.getByRole('link', { name: /Rumoerige gast/ }).click()
  await expect(
    moderator.page.getByRole('main').getByRole('heading', { name: 'Rumoerige gast' }),
  ).toBeVisible()
  await picture(moderator.page, 'person-desktop')
  await moderator.page.getByLabel('Waarom?').fill('Even afkoelen, morgen verder.')
  await moderator.page.getByRole('button', { name: 'Neem het woord af' }).click()
  await expect(moderator.page.getByText('Rumoerige gast kan daar nu niet schrijven.')).toBeVisible()
  await expect(composer(guest.page)).toHaveCount(0)
  await expect(log(guest.page)).toHaveCount(0)
  await moderator.page.getByRole('button', { name: 'Geef het woord terug' }).first().click()
  await expect(moderator.page.getByText('Rumoerige gast kan daar weer schrijven.')).toBeVisible()
})
