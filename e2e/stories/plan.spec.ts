import type { Page } from '@playwright/test'
import { join, log, makeLink, project, toNewest, write } from '../acts.ts'
import { sound, soundInAllThemes } from '../axe.ts'
import { desktop, expect, test } from '../people.ts'
import { picture } from '../picture.ts'

const year = new Date().getFullYear() + 1

/** The planning with which it began, a few years later. */
const planning = [
  { title: 'Suggesties verwerken', until: `${year}-07-20` },
  { title: 'Concept maken', until: `${year}-07-28` },
  { title: 'Reacties op het concept', from: `${year}-07-28`, until: `${year}-08-22` },
  { title: 'Opmerkingen verwerken', from: `${year}-08-23`, until: `${year}-09-11` },
  { title: 'Samen vieren dat het plan klaar is', from: `${year}-09-11`, until: `${year}-09-11` },
  { title: 'Behandeling in de gemeenteraad', from: `${year}-10-09`, until: `${year}-10-09` },
]

type Milestone = { title: string; from?: string; until: string }

const sheet = (page: Page) => page.getByRole('dialog')
const addButton = (page: Page) => page.getByRole('button', { name: 'Zet iets erbij' })
const partCalled = (page: Page, title: string) =>
  page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: title, exact: true }) })
    .last()

const addMilestone = async (page: Page, { title, from, until }: Milestone): Promise<void> => {
  await addButton(page).click()
  await sheet(page).getByRole('radio', { name: 'Mijlpaal' }).check()
  await sheet(page).getByLabel('Wat gaat er gebeuren?').fill(title)
  if (from) await sheet(page).getByLabel('Vanaf (hoeft niet)').fill(from)
  await sheet(page).getByLabel('Tot (hoeft niet)').fill(until)
  await sheet(page).getByRole('button', { name: 'Zet in het plan' }).click()
  await expect(page.getByRole('heading', { name: title })).toBeVisible()
}

/** Chooses an act of a part, says why, and puts it in the plan. */
const act = async (page: Page, title: string, name: string, why: string): Promise<void> => {
  await page.getByRole('button', { name: `Meer over ${title}` }).click()
  await page.getByRole('menuitem', { name }).click()
  await sheet(page).getByLabel('Waarom?').fill(why)
  await sheet(page).getByRole('button', { name: 'Zet in het plan' }).click()
  await expect(sheet(page)).toHaveCount(0)
}

const titles = (page: Page) => page.getByRole('heading', { level: 3 }).allInnerTexts()

test('two sides keep one plan, and each change tells what, who and why', async ({ someone }) => {
  test.setTimeout(120_000)
  const official = await someone({ as: 'admin', size: desktop })
  const villager = await someone()
  await join(villager.page, await makeLink(official.page, '/kanaal/x.hoonhorst'), 'Werkgroep Energie')

  // The official fills the plan, from the tab beside the conversation.
  const desk = official.page
  await desk.goto(project)
  await desk.getByRole('navigation', { name: 'Van dit project' }).getByRole('link', { name: 'Plan' }).click()
  await expect(desk.getByRole('heading', { name: 'Er is nog geen plan' })).toBeVisible()
  for (const milestone of planning) await addMilestone(desk, milestone)
  await expect(partCalled(desk, 'Reacties op het concept')).toContainText(
    `28 juli ${year} tot 22 augustus ${year}`,
  )

  // The villager sees it come in the conversation and goes to it.
  const phone = villager.page
  await phone.goto(project)
  await toNewest(phone)
  const card = log(phone).getByRole('article').filter({ hasText: 'Behandeling in de gemeenteraad' })
  await expect(card).toContainText('Nieuw in het plan')
  await card.getByRole('link', { name: 'Bekijk het plan' }).click()
  await expect(partCalled(phone, 'Behandeling in de gemeenteraad')).toBeFocused()
  await phone.getByRole('button', { name: 'Meer over Concept maken' }).click()
  await phone.getByRole('menuitem', { name: 'Zet er iets onder' }).click()
  await sheet(phone).getByLabel('Wat gaat er gebeuren?').fill('Suggesties van de dorpen op een rij')
  await sheet(phone).getByLabel('Wie doet het?').selectOption('Ik')
  await sound(phone, 'something new for the plan')
  await picture(phone, 'plan-add-phone')
  await sheet(phone).getByRole('button', { name: 'Zet in het plan' }).click()
  await expect(partCalled(desk, 'Suggesties van de dorpen op een rij')).toContainText('Werkgroep Energie')

  // Both change the same milestone at once: neither loses a word.
  await Promise.all([
    act(desk, 'Concept maken', 'We zijn bezig', 'De eerste versie ligt er.'),
    act(phone, 'Suggesties verwerken', 'Het is klaar', 'Alles van de avond staat erin.'),
  ])
  await phone.getByRole('button', { name: 'Meer over Reacties op het concept' }).click()
  await phone.getByRole('menuitem', { name: 'Verander' }).click()
  await sheet(phone).getByLabel('Tot (hoeft niet)').fill(`${year}-08-29`)
  await sheet(phone).getByRole('button', { name: 'Zet in het plan' }).click()
  await expect(sheet(phone).getByText('Schrijf kort waarom.')).toBeVisible()
  await sheet(phone).getByLabel('Waarom?').fill('In de vakantie lezen weinig mensen mee.')
  await picture(phone, 'plan-change-phone')
  await sheet(phone).getByRole('button', { name: 'Zet in het plan' }).click()
  for (const page of [desk, phone]) {
    await expect(page.getByText('1 van 6 klaar')).toBeVisible()
    await expect(partCalled(page, 'Concept maken')).toContainText('Bezig')
    await expect(partCalled(page, 'Reacties op het concept')).toContainText(`tot 29 augustus ${year}`)
  }
  await phone.evaluate(() => document.querySelector('h2')?.scrollIntoView())
  await picture(phone, 'plan-phone')
  await picture(desk, 'plan-desktop')
  await soundInAllThemes(phone, 'a plan')
  await soundInAllThemes(desk, 'a plan, wide')
  await villager.context.newPage().then(async (dark) => {
    await dark.emulateMedia({ colorScheme: 'dark' })
    await dark.goto(`${project}/plan`)
    await expect(dark.getByText('1 van 6 klaar')).toBeVisible()
    await picture(dark, 'plan-phone-dark')
    await dark.close()
  })

  // By buttons it moves, for both.
  await act(desk, 'Samen vieren dat het plan klaar is', 'Zet het later', 'Eerst de raad, dan het feest.')
  for (const page of [desk, phone])
    await expect(async () => {
      expect((await titles(page)).slice(-2)).toEqual([planning[5]?.title, planning[4]?.title])
    }).toPass()

  // The conversation shows what was and what is, and why; one can answer it.
  await desk.getByRole('link', { name: 'Gesprek' }).click()
  await toNewest(desk)
  const change = log(desk).getByRole('article').filter({ hasText: 'In de vakantie lezen weinig mensen mee.' })
  await expect(change.locator('del')).toHaveText(`22 augustus ${year}`)
  await expect(change.locator('ins')).toHaveText(`29 augustus ${year}`)
  await expect(change).toContainText('Werkgroep Energie')
  await write(desk, 'Goed idee, dan schuift de rest op.')
  await change.scrollIntoViewIfNeeded()
  await picture(desk, 'plan-talk-desktop')
  await sound(desk, 'changes of a plan in the conversation')
  await phone.getByRole('link', { name: 'Gesprek' }).click()
  await toNewest(phone)
  await picture(phone, 'plan-talk-phone')

  // Any earlier plan can be opened, and says that it is one.
  await phone.getByRole('link', { name: 'Plan', exact: true }).click()
  await phone.getByRole('link', { name: 'Eerder' }).click()
  await expect(phone.getByRole('heading', { name: 'Eerdere plannen' })).toBeVisible()
  await expect(phone.getByText('Eerst de raad, dan het feest.')).toBeVisible()
  await sound(phone, 'earlier plans')
  await picture(phone, 'plan-history-phone')
  await phone
    .getByRole('listitem')
    .filter({ hasText: 'Alles van de avond staat erin.' })
    .last()
    .getByRole('link', { name: 'Het plan van toen' })
    .click()
  await expect(phone.getByText(/^Zo was het plan/)).toBeVisible()
  await expect(partCalled(phone, 'Reacties op het concept')).toContainText(`tot 22 augustus ${year}`)
  await expect(phone.getByRole('button', { name: /^Meer over/ })).toHaveCount(0)
  await sound(phone, 'a plan as it was')
  await picture(phone, 'plan-then-phone')
  await phone.getByRole('link', { name: 'Naar het plan van nu' }).click()
  await expect(partCalled(phone, 'Reacties op het concept')).toContainText(`tot 29 augustus ${year}`)
})

test('a village sees what comes next in its projects, and a plan goes on paper', async ({ someone }) => {
  const { page } = await someone({ as: 'admin' })
  await page.goto(`${project}/plan`)
  await addMilestone(page, { title: 'Kijken bij het zonnedak', until: `${year}-05-04` })
  await page.goto('/kanaal/x.hoonhorst')
  await page.locator('main header').getByRole('button', { name: 'Meer' }).click()
  await page.getByRole('menuitem', { name: 'Plannen' }).click()
  await expect(page.getByRole('heading', { name: 'Kijken bij het zonnedak' })).toBeVisible()
  await expect(page.getByText(`vóór 4 mei ${year}`)).toBeVisible()
  await soundInAllThemes(page, 'plans of a village')
  await picture(page, 'plans-phone')
  await page.getByRole('link', { name: 'Het hele plan van Uitvoeringsplan Duurzaamheid' }).click()
  await expect(page.getByRole('heading', { name: 'Kijken bij het zonnedak' })).toBeVisible()
  // On paper stands the plan as a whole, and no way to anything else.
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('button')).toHaveCount(0)
  await expect(page.getByRole('navigation')).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'Kijken bij het zonnedak' })).toBeVisible()
  await picture(page, 'plan-print')
})

test('without a connection the plan is there, and what one changes waits for it', async ({ someone }) => {
  const { page, context } = await someone({ as: 'admin', size: { width: 320, height: 640 } })
  await page.goto(`${project}/plan`)
  await addMilestone(page, { title: 'Een plan voor onderweg', until: `${year}-07-20` })
  await expect(partCalled(page, 'Een plan voor onderweg')).not.toContainText('Wordt bewaard')
  // Nothing sticks out of the narrowest screen.
  expect(await page.evaluate(() => document.scrollingElement?.scrollWidth ?? 0)).toBeLessThanOrEqual(320)
  await picture(page, 'plan-narrow')
  await page.reload()
  await expect(partCalled(page, 'Een plan voor onderweg')).toBeVisible()
  await context.setOffline(true)
  await act(page, 'Een plan voor onderweg', 'Het is klaar', 'Onderweg gelukt.')
  await expect(partCalled(page, 'Een plan voor onderweg')).toContainText('Wordt bewaard')
  await expect(page.getByText('Je bent offline. Dit is het plan')).toBeVisible()
  await context.setOffline(false)
  await expect(partCalled(page, 'Een plan voor onderweg')).not.toContainText('Wordt bewaard')
  await expect(partCalled(page, 'Een plan voor onderweg')).toContainText('Klaar')
})

test('what a project is for, how far it is and whom to ask stand above its plan', async ({ someone }) => {
  const official = await someone({ as: 'admin', size: desktop })
  const villager = await someone()
  await join(villager.page, await makeLink(official.page, '/kanaal/x.lemelerveld'), 'Dorpsredactie')

  const desk = official.page
  const at = '/kanaal/x.webmaster/plan'
  await desk.goto(at)
  await desk.getByRole('button', { name: 'Vertel waar het om gaat' }).click()
  await sheet(desk).getByLabel('Wat willen jullie bereiken?').fill('Eén webmaster voor drie dorpen.')
  await sheet(desk).getByLabel('Wat levert het op?').fill('Drie websites die kloppen, voor 3.000 inwoners.')
  await sheet(desk).getByLabel('Hoe ver is het?').selectOption('In voorbereiding')
  for (const name of ['Dorpsredactie', 'Beheerder'])
    await sheet(desk).getByLabel('Bij wie kun je terecht?').selectOption({ label: name })
  await sound(desk, 'what a project is for, asked')
  await sheet(desk).getByRole('button', { name: 'Bewaar' }).click()
  await expect(sheet(desk)).toHaveCount(0)
  const about = (page: Page) => page.getByRole('region', { name: 'Waar het om gaat' })
  await expect(about(desk)).toContainText('In voorbereiding')
  await picture(desk, 'project-desktop')

  const phone = villager.page
  await phone.goto(at)
  await expect(about(phone)).toContainText('Eén webmaster voor drie dorpen.')
  await expect(about(phone)).toContainText('Uit de dorpenDorpsredactie')
  await expect(about(phone)).toContainText('Van de gemeenteBeheerder')
  await expect(about(phone).getByRole('button')).toHaveCount(0)
  await soundInAllThemes(phone, 'what a project is for')
  await picture(phone, 'project-phone')

  // What changes is seen at once; one of those to ask leads to who that is.
  await about(desk).getByRole('button', { name: 'Verander' }).click()
  await sheet(desk).getByLabel('Hoe ver is het?').selectOption('Ligt even stil')
  await sheet(desk).getByRole('button', { name: 'Bewaar' }).click()
  await expect(about(phone)).toContainText('Ligt even stil')
  await about(phone).getByRole('link', { name: 'Beheerder' }).click()
  await expect(phone.getByRole('heading', { name: 'Beheerder', level: 1 })).toBeVisible()
})
