import type { Page } from '@playwright/test'
import { composer, join, log, makeLink, toNewest, village, write } from '../acts.ts'
import { sound, soundInAllThemes } from '../axe.ts'
import { desktop, expect, test } from '../people.ts'
import { picture } from '../picture.ts'

const names = (page: Page) => page.getByRole('listbox', { name: 'Wie noem je?' })
/** The line of the conversation in which something is said, and not only quoted. */
const lineOf = (page: Page, text: string) =>
  log(page)
    .getByRole('listitem')
    .filter({ has: page.locator('p').filter({ hasText: text }) })
    .last()
const choose = async (page: Page, text: string, act: string) => {
  await lineOf(page, text)
    .getByRole('button', { name: /Wat kun je met het bericht van/ })
    .click()
  await page.getByRole('menuitem', { name: act, exact: true }).click()
}

test('two people mention and answer each other, on a phone and a desktop', async ({ someone }) => {
  const boss = await someone({ as: 'admin', size: desktop })
  const neighbour = await someone()
  const [desk, hand] = [boss.page, neighbour.page]
  await join(hand, await makeLink(desk, village), 'Buur van nummer acht')
  await toNewest(hand)
  await desk.goto(village)
  await toNewest(desk)
  await write(hand, 'Wie heeft er een aanhanger voor zaterdag?')

  await test.step('by keyboard: a name is found, chosen and told apart', async () => {
    const field = composer(desk)
    await field.click()
    await field.pressSequentially('Vraag het aan @buur')
    await expect(names(desk).getByRole('option').first()).toContainText('Buur van nummer acht')
    await expect(field).toHaveAttribute('aria-activedescendant', /.+/)
    await sound(desk, 'naming someone')
    await picture(desk, 'mention-desktop')
    await field.press('Escape')
    await expect(names(desk)).toBeHidden()
    await expect(field).toHaveValue('Vraag het aan @buur')
    await field.pressSequentially(' @nummer')
    await field.press('Enter')
    await expect(names(desk)).toBeHidden()
    await expect(field).toHaveValue('Vraag het aan @buur @Buur van nummer acht ')
    await field.fill('')
    await field.pressSequentially('@iedereen')
    await expect(names(desk).getByRole('option', { name: /^iedereen/ })).toBeVisible()
    await field.press('Tab')
    await field.pressSequentially('en @nummer')
    await field.press('Tab')
    await expect(field).toHaveValue('@iedereen en @Buur van nummer acht ')
    await field.pressSequentially('ik heb er een')
    await field.press('Enter')
  })
  await expect(log(hand).getByText('ik heb er een')).toBeInViewport()
  await expect(lineOf(hand, 'ik heb er een').getByText('@Buur van nummer acht')).toBeVisible()

  await test.step('an answer shows what it answers, and leads to it', async () => {
    await choose(desk, 'Wie heeft er een aanhanger', 'Beantwoord')
    await expect(composer(desk)).toBeFocused()
    await expect(desk.getByText('Antwoord aan Buur van nummer acht')).toBeVisible()
    await sound(desk, 'answering')
    await composer(desk).press('Escape')
    await expect(desk.getByText('Antwoord aan Buur van nummer acht')).toBeHidden()
    await choose(desk, 'Wie heeft er een aanhanger', 'Beantwoord')
    await composer(desk).pressSequentially('Kom hem maar halen')
    // What is half written outlives a reload, with what it answers.
    await desk.reload()
    await expect(composer(desk)).toHaveValue('Kom hem maar halen')
    await expect(desk.getByText('Antwoord aan Buur van nummer acht')).toBeVisible()
    await picture(desk, 'reply-desktop')
    await composer(desk).press('Enter')
    const quote = lineOf(hand, 'Kom hem maar halen').getByRole('link', {
      name: /^Buur van nummer acht ?Wie heeft er een aanhanger/,
    })
    await expect(quote).toBeVisible()
    await soundInAllThemes(hand, 'mentions and answers')
    await picture(hand, 'conversation-phone')
    await quote.click()
    await expect(hand).toHaveURL(/\/b\//)
    await expect(lineOf(hand, 'Wie heeft er een aanhanger').getByRole('button')).toBeFocused()
    await expect(log(hand).getByText('Wie heeft er een aanhanger', { exact: false }).first()).toBeInViewport()
  })

  await test.step('by touch: a name is chosen, and offline all shows at once', async () => {
    await toNewest(hand)
    await neighbour.context.setOffline(true)
    await choose(hand, 'Kom hem maar halen', 'Beantwoord')
    await composer(hand).pressSequentially('Dank @beh')
    await names(hand)
      .getByRole('option', { name: /^Beheerder/ })
      .click()
    await expect(composer(hand)).toHaveValue('Dank @Beheerder ')
    await expect(composer(hand)).toBeFocused()
    await picture(hand, 'reply-phone')
    await hand.getByRole('button', { name: 'Stuur' }).click()
    const mine = lineOf(hand, 'Dank')
    await expect(mine.getByText('@Beheerder')).toBeVisible()
    await expect(mine.getByRole('link', { name: /^Beheerder ?Kom hem maar halen/ })).toBeVisible()
    await neighbour.context.setOffline(false)
    await expect(lineOf(desk, 'Dank').getByText('@Beheerder')).toBeVisible()
  })

  await test.step('what is changed or deleted shows so in the quote', async () => {
    await choose(hand, 'Wie heeft er een aanhanger', 'Wijzig')
    await composer(hand).fill('Wie heeft er een kar?')
    await composer(hand).press('Control+Enter')
    const quote = lineOf(desk, 'Kom hem maar halen').getByRole('link')
    await expect(quote).toContainText('Wie heeft er een kar?')
    await choose(hand, 'Wie heeft er een kar?', 'Verwijder')
    await expect(quote).toContainText('Dit is verwijderd.')
  })
})
