import type { Locator, Page } from '@playwright/test'
import { join, log, makeLink, project, toNewest, village, write } from '../acts.ts'
import { sound, soundInAllThemes } from '../axe.ts'
import { isKept } from '../device.ts'
import { desktop, expect, test } from '../people.ts'
import { picture } from '../picture.ts'

const sheet = (page: Page) => page.getByRole('dialog')
const cardWith = (page: Page, text: string | RegExp): Locator =>
  log(page).getByRole('article').filter({ hasText: text })
const press = (of: Page | Locator, name: string) => of.getByRole('button', { name, exact: true }).click()

/** Opens what can be done with what was said, and chooses one of it. */
const choose = async (page: Page, text: string, act: string): Promise<void> => {
  await cardWith(page, text)
    .first()
    .getByRole('button', { name: /^Wat kun je met/ })
    .first()
    .click()
  await page.getByRole('menuitem', { name: act }).click()
}

/** A day of next year, as a field has it: whatever the day of today is, it is still to come. */
const promised = `${new Date().getFullYear() + 1}-03-12`

test('a question gets a promise, is handed over and answered, and everyone sees how', async ({ someone }) => {
  test.setTimeout(120_000)
  const official = await someone({ as: 'admin', size: desktop })
  const villager = await someone()
  const [desk, phone] = [official.page, villager.page]
  await join(phone, await makeLink(desk, village), 'Buurvrouw van de hoek')

  // Two presses make a question of what was said.
  await phone.goto(village)
  await toNewest(phone)
  const said = 'De stoep bij de school ligt los.'
  await write(phone, said)
  await expect(log(phone).getByText(said)).toBeVisible()
  await desk.goto(village)
  await toNewest(desk)
  await expect(cardWith(desk, said)).toBeVisible()
  await choose(phone, said, 'Maak er een vraag van')
  await expect(phone.getByText('Dit is nu een vraag aan de gemeente.')).toBeVisible()
  const asked = 'Vraag aan de gemeente'
  for (const page of [desk, phone]) {
    await expect(cardWith(page, asked)).toContainText('Nog niemand heeft deze vraag opgepakt.')
    await expect(log(page).getByRole('link', { name: 'Hier kwam een vraag uit' })).toBeVisible()
  }
  await picture(phone, 'question-asked-phone')
  await sound(phone, 'a question in the conversation')

  // It waits for the municipality, above what is new; the promise is seen by who asked.
  await desk.goto('/')
  await expect(desk.getByRole('heading', { name: 'Wacht op jouw antwoord' })).toBeVisible()
  await picture(desk, 'question-waiting-desktop')
  await sound(desk, 'catching up with a question that waits')
  await desk
    .getByRole('link', { name: /De stoep bij de school/ })
    .first()
    .click()
  await press(cardWith(desk, asked), 'Ik pak het op')
  await sheet(desk).getByLabel('Wie antwoordt?').selectOption('Een team of groep')
  await sheet(desk).getByLabel('Welk team of welke groep?').fill('Team Openbare ruimte')
  await sheet(desk).getByLabel('Uiterlijk op').fill(promised)
  await sound(desk, 'a promise to be made')
  await picture(desk, 'question-promise-desktop')
  await press(sheet(desk), 'Beloof dit')
  for (const page of [desk, phone])
    await expect(cardWith(page, asked)).toContainText(/Team Openbare ruimte antwoordt uiterlijk .*12 maart/)

  // Handed over with a why, and told with what was and what is.
  await press(cardWith(desk, asked), 'Geef door')
  await sheet(desk).getByLabel('Wie antwoordt?').selectOption('Ik')
  await press(sheet(desk), 'Bewaar')
  await expect(sheet(desk).getByText('Schrijf kort waarom.')).toBeVisible()
  await sheet(desk).getByLabel('Waarom?').fill('Ik ga er morgen zelf kijken.')
  await press(sheet(desk), 'Bewaar')
  const handed = cardWith(phone, 'Ik ga er morgen zelf kijken.')
  await expect(handed.locator('del')).toHaveText('Team Openbare ruimte')
  await expect(handed.locator('ins')).toHaveText('Beheerder')
  await toNewest(phone)
  await picture(phone, 'question-changes-phone')

  // The overview has it, with its promise.
  await phone.goto(`${village}/vragen`)
  await expect(phone.getByRole('link', { name: /De stoep bij de school/ })).toContainText(
    'Beheerder, uiterlijk',
  )
  await soundInAllThemes(phone, 'open questions')
  await picture(phone, 'questions-phone')
  await desk.goto('/vragen')
  await expect(desk.getByRole('link', { name: /De stoep bij de school/ })).toBeVisible()
  await expect(desk.getByRole('heading', { name: 'Hoe snel komt er antwoord?' })).toBeVisible()
  await picture(desk, 'questions-desktop')
  await sound(desk, 'open questions, wide')

  // Answered by what is written then; the question leads to it, and nothing waits any more.
  await desk.getByRole('link', { name: /De stoep bij de school/ }).click()
  await press(cardWith(desk, asked), 'Beantwoord')
  await sheet(desk).getByLabel('Je antwoord').fill('Volgende week leggen we de stoep recht.')
  await press(sheet(desk), 'Stuur het antwoord')
  await phone.goto(village)
  await toNewest(phone)
  await expect(cardWith(phone, 'Vraag beantwoord')).toBeVisible()
  await expect(cardWith(phone, asked)).toContainText('Beantwoord')
  await cardWith(phone, asked).getByRole('link', { name: 'Bekijk het antwoord' }).click()
  await expect(log(phone).getByText('Volgende week leggen we de stoep recht.').first()).toBeInViewport()
  await picture(phone, 'question-answered-phone')
  await sound(phone, 'an answered question')

  // Whoever asked may ask again, and says what is missing.
  await press(cardWith(phone, asked), 'Vraag het opnieuw')
  await sheet(phone).getByLabel('Wat mist er nog?').fill('De stoep ligt nog steeds los.')
  await press(sheet(phone), 'Vraag het opnieuw')
  await expect(cardWith(desk, 'Opnieuw gevraagd')).toContainText('De stoep ligt nog steeds los.')
  await expect(cardWith(desk, asked)).toContainText('Nog niemand heeft deze vraag opgepakt.')
})

test('without a connection open questions are there, on the narrowest screen, and what one does waits', async ({
  someone,
}) => {
  const { page, context } = await someone({ as: 'admin', size: { width: 320, height: 640 } })
  await page.goto(village)
  await toNewest(page)
  await page.getByRole('button', { name: 'Meer' }).last().click()
  await page.getByRole('menuitem', { name: 'Stel een vraag' }).click()
  await sheet(page).getByLabel('Wat wil je weten?').fill('Wie heeft de sleutel van het dorpshuis?')
  await sheet(page).getByRole('radio', { name: 'Hoonhorst' }).check()
  await sound(page, 'a question to be asked')
  await press(sheet(page), 'Stel de vraag')
  const card = cardWith(page, 'Vraag aan Hoonhorst')
  await expect(card.getByRole('button', { name: 'Ik pak het op' })).toBeVisible()
  await page.goto('/vragen')
  await expect(page.getByRole('link', { name: /sleutel van het dorpshuis/ })).toBeVisible()
  expect(await page.evaluate(() => document.scrollingElement?.scrollWidth ?? 0)).toBeLessThanOrEqual(320)
  await picture(page, 'questions-narrow')
  await isKept(page, 'sleutel van het dorpshuis')
  await context.setOffline(true)
  await page.reload()
  await expect(page.getByText('Je bent offline. Dit zijn de vragen')).toBeVisible()
  await page.getByRole('link', { name: /sleutel van het dorpshuis/ }).click()
  await press(card, 'Ik pak het op')
  await press(sheet(page), 'Beloof dit')
  await expect(card).toContainText('Beheerder antwoordt uiterlijk')
  await context.setOffline(false)
  await expect(
    cardWith(page, /Vraag opgepakt/).filter({ hasText: 'sleutel van het dorpshuis' }),
  ).toBeVisible()
})

test('a decision says who decided and why, and what it said before', async ({ someone }) => {
  const official = await someone({ as: 'admin', size: desktop })
  const villager = await someone()
  const [desk, phone] = [official.page, villager.page]
  await join(phone, await makeLink(desk, village), 'Lezer van besluiten')
  await desk.goto(project)
  await toNewest(desk)
  const said = 'We beginnen met het dak van het dorpshuis.'
  await write(desk, said)
  await expect(log(desk).getByText(said)).toBeVisible()
  await choose(desk, said, 'Maak er een besluit van')
  await expect(sheet(desk).getByLabel('Wat is er besloten?')).toHaveValue(said)
  await press(sheet(desk), 'Leg vast')
  await expect(sheet(desk).getByText('Schrijf welke groep of rol dit besloot.')).toBeVisible()
  await sheet(desk).getByLabel('Waarom is dat besloten?').fill('Dat dak is sterk genoeg.')
  await sheet(desk).getByLabel('Wie besloot het?').fill('Dorpsbelang')
  await sheet(desk).getByLabel('Op welke dag?').fill('2026-11-24')
  await sound(desk, 'a decision to be recorded')
  await picture(desk, 'decision-form-desktop')
  await press(sheet(desk), 'Leg vast')
  await expect(cardWith(desk, 'Dorpsbelang, 24 november 2026')).toBeVisible()
  await expect(log(desk).getByRole('link', { name: 'Hier kwam een besluit uit' })).toBeVisible()

  await phone.goto(project)
  await phone.getByRole('link', { name: 'Besluiten' }).click()
  await expect(phone.getByRole('heading', { name: said })).toBeVisible()
  await soundInAllThemes(phone, 'decisions of a project')
  await picture(phone, 'decisions-phone')

  await choose(desk, 'Dorpsbelang, 24 november 2026', 'Verander het besluit')
  await sheet(desk).getByLabel('Wat is er besloten?').fill('We beginnen met de helft van het dak.')
  await sheet(desk).getByLabel('Waarom verander je dit?').fill('De andere helft ligt in de schaduw.')
  await press(sheet(desk), 'Leg vast')
  await expect(phone.getByRole('heading', { name: 'We beginnen met de helft van het dak.' })).toBeVisible()
  await expect(phone.getByText('De andere helft ligt in de schaduw.')).toBeVisible()
  await phone.getByRole('button', { name: 'gewijzigd' }).click()
  await expect(sheet(phone).getByText(said)).toBeVisible()
  await sound(phone, 'what a decision said before')
  await picture(phone, 'decision-versions-phone')
})
