import type { Page } from '@playwright/test'
import { join, log, makeLink, project, toNewest } from '../acts.ts'
import { sound, soundInAllThemes } from '../axe.ts'
import { isKept } from '../device.ts'
import { desktop, expect, test } from '../people.ts'
import { picture } from '../picture.ts'

const year = new Date().getFullYear() + 1

const sheet = (page: Page) => page.getByRole('dialog')
const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Van dit project' }).getByRole('link', { name, exact: true })
const toAgreement = async (page: Page): Promise<void> => {
  await tab(page, 'Afspraken').click()
  await expect(section(page, 'Vorm van meedoen')).toBeVisible()
}

const sayWhy = async (page: Page, why: string): Promise<void> => {
  await sheet(page).getByLabel('Waarom?').fill(why)
  await sheet(page).getByRole('button', { name: 'Zet in de afspraken' }).click()
  await expect(sheet(page)).toHaveCount(0)
}

const open = async (page: Page, name: string): Promise<void> => {
  await section(page, name)
    .getByRole('button', { name: new RegExp(`: ${name}$`) })
    .click()
}

const writeSection = async (page: Page, name: string, text: string, why: string): Promise<void> => {
  await open(page, name)
  await sheet(page).getByLabel(name).fill(text)
  await sayWhy(page, why)
}

const chooseForm = async (page: Page, form: string, why: string): Promise<void> => {
  await open(page, 'Vorm van meedoen')
  await sheet(page).getByRole('radio', { name: form }).check()
  await sayWhy(page, why)
}

const width = (page: Page) => page.evaluate(() => document.scrollingElement?.scrollWidth ?? 0)

test('two sides agree how they work, and each change asks both to confirm anew', async ({ someone }) => {
  test.setTimeout(150_000)
  const official = await someone({ as: 'admin', size: desktop })
  const villager = await someone()
  await join(villager.page, await makeLink(official.page, '/kanaal/x.hoonhorst'), 'Werkgroep Energie')
  const [desk, phone] = [official.page, villager.page]

  // The official begins, from the tab beside the plan.
  await desk.goto(project)
  await toAgreement(desk)
  await expect(desk.getByRole('heading', { name: 'Er zijn nog geen afspraken' })).toBeVisible()
  await open(desk, 'Vorm van meedoen')
  await sheet(desk).getByRole('radio', { name: 'Meedenken' }).check()
  await sheet(desk).getByRole('button', { name: 'Zet in de afspraken' }).click()
  await expect(sheet(desk).getByText('Schrijf kort waarom.')).toBeVisible()
  await sound(desk, 'a section of an agreement')
  await picture(desk, 'agreement-form-desktop')
  await sayWhy(desk, 'Zo begonnen we op de startavond.')
  await writeSection(
    desk,
    'Wat de gemeente nodig heeft',
    'Een vast aanspreekpunt per dorp.',
    'Dat werkt snel.',
  )

  // What is offered stands above the conversation, and leads to the agreement.
  await phone.goto(project)
  const offered = phone.getByRole('link', { name: /^Vorm van meedoen: Meedenken/ })
  await expect(offered).toBeVisible()
  await toNewest(phone)
  await soundInAllThemes(phone, 'what is offered above a conversation')
  await picture(phone, 'agreement-offered-phone')
  await offered.click()
  await writeSection(
    phone,
    'Wat het dorp nodig heeft',
    'Op tijd horen wat er speelt.',
    'Dat misten we vorig jaar.',
  )
  await phone.getByRole('button', { name: 'Zet er een moment bij' }).click()
  await sheet(phone).getByLabel('Wat vertellen we?').fill('Stand van zaken in het gesprek')
  await sheet(phone).getByLabel('Op welke dag, of vanaf welke dag?').fill(`${year}-01-15`)
  await sheet(phone).getByLabel('Hoe vaak?').selectOption('Elke maand')
  await sound(phone, 'a moment of an agreement')
  await picture(phone, 'agreement-moment-phone')
  await sayWhy(phone, 'Dan hoeft niemand te vragen.')
  await expect(section(desk, 'Wanneer vertellen we iets?')).toContainText(
    `elke maand, vanaf 15 januari ${year}, volgende keer 15 januari ${year}, beloofd door Werkgroep Energie`,
  )

  // Each side confirms for itself.
  await phone.getByRole('button', { name: 'Bevestig namens het dorp' }).click()
  await desk.getByRole('button', { name: 'Bevestig namens de gemeente' }).click()
  for (const page of [desk, phone]) {
    const confirmed = section(page, 'Staat iedereen hierachter?')
    await expect(confirmed).toContainText('Versie 4')
    await expect(confirmed.getByText(/^Dorp: bevestigd door Werkgroep Energie op/)).toBeVisible()
    await expect(confirmed.getByText(/^Gemeente: bevestigd door/)).toBeVisible()
    await expect(page.getByRole('button', { name: /^Bevestig namens/ })).toHaveCount(0)
  }
  await soundInAllThemes(phone, 'an agreement')
  await soundInAllThemes(desk, 'an agreement, wide')
  await phone.evaluate(() => document.querySelector('h2')?.scrollIntoView())
  await picture(phone, 'agreement-phone')
  await section(phone, 'Staat iedereen hierachter?').scrollIntoViewIfNeeded()
  await picture(phone, 'agreement-confirmed-phone')
  await picture(desk, 'agreement-desktop')

  // A change takes that away, and tells what was and what is.
  await chooseForm(phone, 'Meedoen', 'We rekenen samen aan het dak.')
  for (const page of [desk, phone]) {
    await expect(section(page, 'Staat iedereen hierachter?')).toContainText('Versie 5')
    await expect(page.getByText(/^Dorp: nog niet bevestigd. Versie 4 wel/)).toBeVisible()
    await expect(page.getByRole('button', { name: /^Bevestig namens/ })).toBeVisible()
  }
  await tab(desk, 'Gesprek').click()
  await toNewest(desk)
  const change = log(desk).getByRole('article').filter({ hasText: 'We rekenen samen aan het dak.' })
  await expect(change.locator('del')).toHaveText('Meedenken')
  await expect(change.locator('ins')).toHaveText('Meedoen')
  await expect(change).toContainText('Werkgroep Energie')
  await expect(desk.getByRole('link', { name: /^Vorm van meedoen: Meedoen/ })).toBeVisible()
  await sound(desk, 'changes of an agreement in the conversation')
  await picture(desk, 'agreement-talk-desktop')

  // Any earlier version can be opened, and says that it is one.
  await phone.getByRole('link', { name: 'Eerdere afspraken' }).click()
  await expect(phone.getByText('We rekenen samen aan het dak.')).toBeVisible()
  await sound(phone, 'earlier agreements')
  await picture(phone, 'agreement-history-phone')
  await phone
    .getByRole('listitem')
    .filter({ hasText: 'Het dorp bevestigt de afspraken' })
    .last()
    .getByRole('link', { name: 'De afspraken van toen' })
    .click()
  await expect(phone.getByText(/^Zo waren de afspraken .*versie 4/)).toBeVisible()
  await expect(section(phone, 'Vorm van meedoen')).toContainText('Meedenken')
  await expect(section(phone, 'Staat iedereen hierachter?')).toContainText('bevestigd door Werkgroep Energie')
  await expect(phone.getByRole('button', { name: /^Verander/ })).toHaveCount(0)
  await sound(phone, 'an agreement as it was')
})

test('two who change the same at once lose nothing, and an agreement is there without a connection', async ({
  someone,
}) => {
  test.setTimeout(120_000)
  const official = await someone({ as: 'admin', size: desktop })
  const villager = await someone({ size: { width: 320, height: 640 } })
  await join(villager.page, await makeLink(official.page, '/kanaal/x.hoonhorst'), 'Dorpsraad')
  const [desk, phone] = [official.page, villager.page]
  const name = 'Zo reageren we op elkaar'
  for (const page of [desk, phone]) {
    await page.goto(project)
    await toAgreement(page)
  }
  await writeSection(desk, name, 'Binnen een week.', 'Dat is haalbaar.')
  await expect(section(phone, name)).toContainText('Binnen een week.')

  // Both have the form open; the official is first.
  await open(phone, name)
  await sheet(phone).getByLabel(name).fill('Binnen drie dagen.')
  await writeSection(desk, name, 'Binnen een week, op werkdagen.', 'In het weekend zijn we er niet.')
  await expect(section(phone, name)).toContainText('op werkdagen')
  await sayWhy(phone, 'Een week is lang.')
  const refused = phone.getByRole('alert').filter({ hasText: 'Je wijziging is niet bewaard' })
  await expect(refused).toContainText('Binnen een week, op werkdagen.')
  await expect(refused).toContainText('Binnen drie dagen.')
  await expect(refused).toBeInViewport()
  expect(await width(phone)).toBeLessThanOrEqual(320)
  await sound(phone, 'a change that came too late')
  await picture(phone, 'agreement-meanwhile-narrow')
  await refused.getByRole('button', { name: 'Pas aan' }).click()
  await expect(sheet(phone).getByLabel(name)).toHaveValue('Binnen drie dagen.')
  await expect(sheet(phone).getByLabel('Waarom?')).toHaveValue('Een week is lang.')
  await sheet(phone).getByLabel(name).fill('Binnen drie werkdagen.')
  await sheet(phone).getByRole('button', { name: 'Zet in de afspraken' }).click()
  await expect(refused).toHaveCount(0)
  await expect(section(desk, name)).toContainText('Binnen drie werkdagen.')
  await expect(section(phone, name)).not.toContainText('Wordt bewaard')

  // By keyboard alone, too.
  await section(desk, name).getByRole('button').focus()
  await desk.keyboard.press('Enter')
  await expect(sheet(desk).getByLabel(name)).toBeVisible()
  await desk.keyboard.press('Escape')
  await expect(sheet(desk)).toHaveCount(0)

  // The last agreement can be read offline; what one writes then waits for the connection.
  await phone.reload()
  await expect(section(phone, name)).toContainText('Binnen drie werkdagen.')
  await isKept(phone, 'Binnen drie werkdagen.')
  await villager.context.setOffline(true)
  await expect(phone.getByText('Je bent offline. Dit zijn de afspraken')).toBeVisible()
  await phone.reload()
  await expect(section(phone, name)).toContainText('Binnen drie werkdagen.')
  await writeSection(phone, name, 'Binnen vier werkdagen.', 'Zo lukt het.')
  await expect(section(phone, name)).toContainText('Wordt bewaard')
  await picture(phone, 'agreement-narrow')
  await villager.context.setOffline(false)
  await expect(section(phone, name)).not.toContainText('Wordt bewaard')
  await expect(section(desk, name)).toContainText('Binnen vier werkdagen.')
})
