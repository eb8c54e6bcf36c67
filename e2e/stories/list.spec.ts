import { expect, phone, test } from '../people.ts'

test('the list is looked at from one village, and stays so; what is new elsewhere is told', async ({
  someone,
}) => {
  const { page } = await someone({ as: 'admin', size: phone })
  await page.goto('/kanalen')
  const list = page.getByRole('main')
  const entry = (name: RegExp) => list.getByRole('link', { name })
  await list.getByRole('button', { name: 'Dorpen: Alle dorpen' }).tap()
  await page.getByRole('menuitemradio', { name: 'Nieuwleusen' }).tap()
  await expect(entry(/^Nieuwleusen/)).toBeVisible()
  await expect(entry(/^Hoonhorst/)).toHaveCount(0)
  await expect(entry(/^Duurzaam wonen/)).toBeVisible()
  await expect(list.getByText(/^Elders: \d+ nieuwe berichten\.$/)).toBeVisible()

  await page.reload()
  await expect(list.getByRole('button', { name: 'Dorpen: Nieuwleusen' })).toBeVisible()
  await expect(entry(/^Hoonhorst/)).toHaveCount(0)
  await list.getByRole('button', { name: 'Toon alle dorpen' }).tap()
  await expect(entry(/^Hoonhorst/)).toBeVisible()
})

test('a group folds, tells what is new in it, and stays folded', async ({ someone }) => {
  const { page } = await someone({ as: 'admin', size: phone })
  await page.goto('/kanalen')
  const list = page.getByRole('main')
  const heading = list.getByRole('button', { name: /^Dorpen(?!:)/ })
  await heading.tap()
  await expect(list.getByRole('link', { name: /^Hoonhorst/ })).toHaveCount(0)
  await expect(heading).toHaveAccessibleName(/^Dorpen \d+ nieuwe berichten$/)
  await page.reload()
  await expect(heading).toHaveAttribute('aria-expanded', 'false')
  await heading.tap()
  await expect(list.getByRole('link', { name: /^Hoonhorst/ })).toBeVisible()
})
