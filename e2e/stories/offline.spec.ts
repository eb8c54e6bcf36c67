import { join, log, makeLink, seesOnce, toNewest, village, write } from '../acts.ts'
import { desktop, expect, test } from '../people.ts'
import { picture } from '../picture.ts'

test('what is written without a network waits, survives closing, and arrives once', async ({ someone }) => {
  const moderator = await someone({ as: 'admin', size: desktop })
  const link = await makeLink(moderator.page, village)
  await moderator.page.goto(village)
  await toNewest(moderator.page)
  const walker = await someone()
  await join(walker.page, link, 'Wandelaar')
  await write(walker.page, 'Ik loop nu langs de dijk.')
  await seesOnce(moderator.page, 'Ik loop nu langs de dijk.')
  // Else the network may go before the walker's own device heard that it arrived.
  await expect(log(walker.page).getByText(/^Verstuurd om/)).toHaveCount(1)

  await walker.context.setOffline(true)
  await expect(walker.page.getByText('Je bent offline.')).toBeVisible({ timeout: 20_000 })
  await write(walker.page, 'Hier ligt een boom over het pad.')
  await write(walker.page, 'Wie heeft een zaag?')
  await expect(log(walker.page).getByText('Wacht op verbinding')).toHaveCount(2)
  await picture(walker.page, 'offline-phone')

  await walker.context.setOffline(false)
  await expect(log(walker.page).getByText('Wacht op verbinding')).toHaveCount(0)
  await seesOnce(moderator.page, 'Hier ligt een boom over het pad.')
  await seesOnce(moderator.page, 'Wie heeft een zaag?')
  await seesOnce(walker.page, 'Wie heeft een zaag?')
  const texts = await log(moderator.page)
    .getByText(/boom over het pad|heeft een zaag/)
    .allInnerTexts()
  expect(texts).toEqual(['Hier ligt een boom over het pad.', 'Wie heeft een zaag?'])
})
