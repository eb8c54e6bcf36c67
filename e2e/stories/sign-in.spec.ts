import { codeIn, join, makeLink, newestMail, signIn, subjects, village } from '../acts.ts'
import { desktop, expect, test } from '../people.ts'

test('a code signs in on a second device, on the page that was meant; the first one can end it', async ({
  someone,
  stack,
}) => {
  const moderator = await someone({ as: 'admin', size: desktop })
  const phone = await someone()
  const address = await join(phone.page, await makeLink(moderator.page, village), 'Twee apparaten')

  await phone.page.goto('/ik')
  await phone.page
    .getByLabel('Code uit de mail')
    .fill(codeIn(await newestMail(phone.page, stack.mailbox, address, subjects.confirm)))
  await phone.page.getByRole('button', { name: 'Bevestig', exact: true }).click()
  await expect(phone.page.getByText('Je mailadres is bevestigd.')).toBeVisible()

  const laptop = await someone({ size: desktop })
  await laptop.page.goto(`${village}/leden`)
  await signIn(laptop.page, stack.mailbox, address)
  await expect(laptop.page).toHaveURL(`${village}/leden`)
  await expect(laptop.page.getByText('Twee apparaten').first()).toBeVisible()

  await phone.page.reload()
  const other = phone.page
    .getByRole('listitem')
    .filter({ hasText: 'Laatst gebruikt' })
    .filter({ hasNotText: 'Dit apparaat' })
  await other.getByRole('button').click()
  await expect(laptop.page.getByRole('heading', { name: 'Log in' })).toBeVisible()
})

test('a mailed link does nothing until a person presses the button', async ({ someone, stack }) => {
  const moderator = await someone({ as: 'admin', size: desktop })
  const villager = await someone()
  const address = await join(villager.page, await makeLink(moderator.page, village), 'Met een link')

  const other = await someone()
  await other.page.goto('/inloggen')
  await other.page.getByLabel('Je mailadres').fill(address)
  await other.page.getByRole('button', { name: 'Stuur me een code' }).click()
  await expect(other.page.getByLabel('Code uit de mail')).toBeVisible()
  const link =
    (await newestMail(other.page, stack.mailbox, address, subjects.signIn)).match(
      /http\S+inloggen\/link#\S+/,
    )?.[0] ?? ''
  await other.page.goto(link)
  await other.page.reload()
  await other.page.getByRole('button', { name: 'Log in op dit apparaat' }).click()
  await expect(other.page.getByRole('link', { name: /Hoonhorst/ }).first()).toBeVisible()
})
