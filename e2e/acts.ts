import type { Page } from '@playwright/test'
import { expect } from './people.ts'

/** What people do, in the words that they see. */

let addresses = 0
/** An address that nobody has yet. */
const newAddress = (): string => {
  addresses += 1
  return `inwoner-${process.pid}-${addresses}@voorbeeld.test`
}

export const channelPath = (channelId: string) => `/kanaal/${channelId}`
/** The villages and projects of the example content that the stories play in. */
export const village = channelPath('x.hoonhorst')
export const project = channelPath('x.uitvoeringsplan-duurzaamheid')

/** Joins with a link that asks for a name and an address. */
export const join = async (
  page: Page,
  link: string,
  name: string,
  address = newAddress(),
): Promise<string> => {
  await page.goto(link)
  await page.getByLabel('Hoe heet je?').fill(name)
  await page.getByLabel('Je mailadres').fill(address)
  await page.getByRole('button', { name: 'Doe mee' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/uitnodiging'))
  return address
}

/** Makes a link on the page of a channel's members, as a moderator does. */
export const makeLink = async (page: Page, channel: string): Promise<string> => {
  await page.goto(`${channel}/leden`)
  await page.getByRole('button', { name: 'Maak een link' }).click()
  return page.getByLabel('De link').inputValue()
}

export const composer = (page: Page) => page.getByRole('textbox', { name: /^Schrijf aan/ })

export const write = async (page: Page, text: string): Promise<void> => {
  await composer(page).fill(text)
  await page.getByRole('button', { name: 'Stuur' }).click()
}

export const log = (page: Page) => page.getByRole('log')

/** Goes to the end of a conversation, where it opened at what is new. */
export const toNewest = async (page: Page): Promise<void> => {
  const jump = page.getByRole('button', { name: /nieuwe? bericht|Naar het nieuwste/ })
  await expect(log(page)).toBeVisible()
  // It goes by itself where the conversation turns out to be at its end; then there is nothing to press.
  await expect(async () => {
    if (await jump.isVisible()) await jump.click({ timeout: 1000 })
    await expect(jump).toBeHidden({ timeout: 1000 })
  }).toPass()
}

/** A message in the conversation, once and only once. */
export const seesOnce = async (page: Page, text: string): Promise<void> => {
  await expect(log(page).getByText(text, { exact: true })).toHaveCount(1)
  await expect(log(page).getByText(text, { exact: true })).toBeInViewport()
}

/** Subjects of the mails that the stories wait for. */
export const subjects = {
  signIn: 'Inloggen bij Bijpraat',
  confirm: 'Laat zien dat dit jouw e-mailadres is',
  invitation: 'Je bent uitgenodigd voor Bijpraat',
} as const

/** The newest mail to an address under a subject, as text. */
export const newestMail = async (
  page: Page,
  mailbox: string,
  address: string,
  subject: string,
): Promise<string> => {
  const mail = await page.context().newPage()
  try {
    const letters = mail.locator('article').filter({ hasText: address }).filter({ hasText: subject })
    await expect(async () => {
      await mail.goto(mailbox)
      await expect(letters.first()).toBeVisible({ timeout: 500 })
    }).toPass({ timeout: 10_000 })
    return await letters.first().innerText()
  } finally {
    await mail.close()
  }
}

/** The six digits of a mail. */
export const codeIn = (mail: string): string => {
  const code = mail.match(/\b\d{3} ?\d{3}\b/)?.[0]
  if (code === undefined) throw new Error(`no code in this mail:\n${mail}`)
  return code
}

export const signIn = async (page: Page, mailbox: string, address: string): Promise<void> => {
  await page.getByLabel('Je mailadres').fill(address)
  await page.getByRole('button', { name: 'Stuur me een code' }).click()
  const code = page.getByLabel('Code uit de mail')
  await expect(code).toBeVisible()
  await code.fill(codeIn(await newestMail(page, mailbox, address, subjects.signIn)))
  const go = page.getByRole('button', { name: 'Ga verder' })
  if (await go.isVisible()) await go.click()
  await page.waitForURL((url) => !url.pathname.startsWith('/inloggen'))
}
