import { composer, join, log, makeLink, seesOnce, toNewest, village, write } from '../acts.ts'
import { desktop, expect, phone, test } from '../people.ts'
import { picture } from '../picture.ts'

test('someone with a link joins on a phone and is heard at once', async ({ someone }) => {
  const moderator = await someone({ as: 'admin', size: desktop })
  const link = await makeLink(moderator.page, village)
  await moderator.page.goto(village)
  await toNewest(moderator.page)

  const newcomer = await someone({ size: phone })
  await newcomer.page.goto(link)
  await expect(newcomer.page.getByRole('heading', { name: 'Praat mee in Hoonhorst' })).toBeVisible()
  await picture(newcomer.page, 'invitation-phone')
  await join(newcomer.page, link, 'Buurvrouw van de hoek')
  await expect(newcomer.page).toHaveURL(village)
  await expect(composer(newcomer.page)).toBeFocused()

  await write(newcomer.page, 'Hoi! Ik neem zaterdag de ladder mee.')
  await seesOnce(moderator.page, 'Hoi! Ik neem zaterdag de ladder mee.')
  await write(moderator.page, 'Fijn, dan zet ik **koffie**.')
  await seesOnce(newcomer.page, 'Hoi! Ik neem zaterdag de ladder mee.')
  await expect(log(newcomer.page).getByText('Fijn, dan zet ik koffie.')).toBeInViewport()
  await expect(log(newcomer.page).locator('strong', { hasText: 'koffie' })).toBeVisible()
  await picture(newcomer.page, 'channel-phone')
  await picture(moderator.page, 'channel-desktop')
})

test('a link that was revoked says so, and what to do', async ({ someone }) => {
  const moderator = await someone({ as: 'admin', size: desktop })
  const link = await makeLink(moderator.page, village)
  // The newest is on top once the list is read anew.
  await moderator.page.reload()
  await moderator.page.getByRole('button', { name: 'Trek in' }).first().click()
  await expect(moderator.page.getByText('De uitnodiging is ingetrokken.')).toBeVisible()
  const late = await someone()
  await late.page.goto(link)
  await expect(late.page.getByRole('heading', { name: 'Deze uitnodiging werkt niet meer' })).toBeVisible()
})
