import { composer, join, makeLink, village } from '../acts.ts'
import { desktop, expect, test } from '../people.ts'

test('others see who is here and who writes, unless that person does not want it', async ({ someone }) => {
  const moderator = await someone({ as: 'admin', size: desktop })
  const link = await makeLink(moderator.page, village)
  await moderator.page.goto(village)
  const guest = await someone()
  await join(guest.page, link, 'Nieuwe buur')
  await expect(moderator.page.getByText('Nieuwe buur is hier')).toBeVisible()
  await composer(guest.page).pressSequentially('Ik denk na')
  await expect(moderator.page.getByText('Nieuwe buur schrijft …')).toBeVisible()
  await composer(guest.page).press('Control+Enter')
  await expect(moderator.page.getByText('Nieuwe buur is hier')).toBeVisible()

  await guest.page.goto('/ik')
  await expect(moderator.page.getByText('Nieuwe buur is hier')).toBeHidden()
  await guest.page.getByRole('radio', { name: 'Nee', exact: true }).check()
  await guest.page.goto(village)
  await composer(guest.page).pressSequentially('Niemand ziet dit')
  await expect(composer(guest.page)).toHaveValue('Niemand ziet dit')
  await expect(moderator.page.getByText(/Nieuwe buur (schrijft|is hier)/)).toBeHidden()
})
