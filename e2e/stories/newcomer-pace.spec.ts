import type { Page } from '@playwright/test'
import { composer, makeLink, newestMail, seesOnce, subjects, toNewest, village } from '../acts.ts'
import { atOnesPace } from '../pace.ts'
import { desktop, expect, phone, test } from '../people.ts'

const limit = { seconds: 60, fields: 2 }
const address = () => `nieuw-${process.pid}-${Date.now()}@voorbeeld.test`

/** From the page of an invitation to a message that someone else sees, with nothing explained. */
const comeIn = async (page: Page, link: string, withAddress: boolean, text: string) => {
  const person = atOnesPace(page)
  // The mail, or the neighbour who shows the code.
  person.findMail()
  await page.goto(link)
  await person.see(page.getByRole('heading', { name: 'Praat mee in Hoonhorst' }))
  await person.type(page.getByLabel('Hoe heet je?'), 'Buurman')
  if (withAddress) await person.type(page.getByLabel('Je mailadres'), address())
  await expect(page.locator('input[type=password]')).toHaveCount(0)
  await person.press(page.getByRole('button', { name: 'Doe mee' }))
  await person.see(composer(page))
  // The field is ready to write in: no press is needed, and the clock counts one all the same.
  await expect(composer(page)).toBeFocused()
  await person.type(composer(page), text)
  await person.press(page.getByRole('button', { name: 'Stuur' }))
  await expect(page.locator('input[type=password]')).toHaveCount(0)
  return person
}

test('from a mailed invitation to the first message that a neighbour sees, within a minute', async ({
  someone,
  stack,
}) => {
  const moderator = await someone({ as: 'admin', size: desktop })
  const to = address()
  await moderator.page.goto(`${village}/leden`)
  await moderator.page.getByLabel('Mailadres').fill(to)
  await moderator.page.getByRole('button', { name: 'Stuur uitnodiging' }).click()
  await expect(moderator.page.getByText(`De uitnodiging naar ${to} is onderweg.`)).toBeVisible()
  const link = (await newestMail(moderator.page, stack.mailbox, to, subjects.invitation)).match(
    /http\S+uitnodiging#\S+/,
  )?.[0]
  await moderator.page.goto(village)
  await toNewest(moderator.page)

  const { page } = await someone({ size: phone })
  const person = await comeIn(page, link ?? '', false, 'Hoi, ik ben er ook.')
  await seesOnce(moderator.page, 'Hoi, ik ben er ook.')
  expect(person.seconds()).toBeLessThanOrEqual(limit.seconds)
  expect(person.fields()).toBe(1)
})

test('from a shared link or code to the first message that a neighbour sees, within a minute', async ({
  someone,
}) => {
  const moderator = await someone({ as: 'admin', size: desktop })
  const link = await makeLink(moderator.page, village)
  await moderator.page.goto(village)
  await toNewest(moderator.page)

  const { page } = await someone({ size: phone })
  const person = await comeIn(page, link, true, 'Hoi, mooi dat dit er is.')
  await seesOnce(moderator.page, 'Hoi, mooi dat dit er is.')
  expect(person.seconds()).toBeLessThanOrEqual(limit.seconds)
  expect(person.fields()).toBeLessThanOrEqual(limit.fields)
})
