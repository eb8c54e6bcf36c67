import { randomUUID } from 'node:crypto'
import { planPartIdOf } from '@bijpraat/contract'
import type { Page } from '@playwright/test'
import { twoWeeksAway } from '../absence.ts'
import { join, log, makeLink, toNewest, village, write } from '../acts.ts'
import { sound, soundInAllThemes } from '../axe.ts'
import { standBetween } from '../between.ts'
import { fill } from '../chatter.ts'
import { isKept } from '../device.ts'
import { cutOff, tooFine, tooSmall, unreachable } from '../measure.ts'
import { desktop, expect, phone, type Someone, test } from '../people.ts'
import { picture } from '../picture.ts'

const small = { width: 360, height: 740 }
const desk = { width: 1280, height: 800 }

const main = (page: Page) => page.getByRole('main')
const part = (page: Page, name: string) => main(page).getByRole('region', { name })
const readAll = (page: Page) => main(page).getByRole('button', { name: 'Alles gelezen' })
const caughtUp = (page: Page) => main(page).getByRole('heading', { name: 'Je bent bij.' })
const undo = (page: Page) => page.getByRole('status').getByRole('button', { name: 'Zet terug' })

const atHome = async ({ page }: Someone) => {
  await page.goto('/')
  await expect(readAll(page).or(caughtUp(page))).toBeVisible()
}

/** Everything is read, and the server knows. */
const catchUpOn = async ({ page }: Someone) => {
  if (await caughtUp(page).isVisible()) return
  await readAll(page).click()
  await expect(caughtUp(page)).toBeVisible()
  await page.getByRole('status').getByRole('button', { name: 'Sluit' }).click()
  await expect
    .poll(async () => {
      const answer = await page.request.post('/api/catchUp.read', { data: {} })
      return (await answer.json()).data.channels.reduce(
        (sum: number, { unread }: { unread: number }) => sum + unread,
        0,
      )
    })
    .toBe(0)
}

/** How much there is to scroll, in screens of this page. */
const screens = (page: Page) =>
  readAll(page).evaluate((button) => {
    let body = button.parentElement
    while (body && getComputedStyle(body).overflowY !== 'auto') body = body.parentElement
    return body ? body.scrollHeight / body.clientHeight : Number.NaN
  })

test('two weeks and five hundred messages fit on one screen of a desktop, and on three of a phone', async ({
  someone,
  stack,
}) => {
  const before = await someone({ as: 'admin', size: desk })
  await atHome(before)
  await catchUpOn(before)
  await picture(before.page, 'caught-up-desktop')
  await before.context.close()
  await twoWeeksAway(stack.mongoUrl)

  for (const dark of [false, true]) {
    const look = dark ? '-dark' : ''
    const wide = await someone({ as: 'admin', size: desk, dark })
    await atHome(wide)
    for (const name of ['Voor jou', 'Aankondigingen', 'Nieuws uit projecten', 'Verder gepraat'])
      await expect(part(wide.page, name)).toBeInViewport({ ratio: 1 })
    await expect(readAll(wide.page)).toBeInViewport({ ratio: 1 })
    await picture(wide.page, `catch-up-desktop${look}`)
    expect(await screens(wide.page)).toBe(1)

    const narrow = await someone({ as: 'admin', size: small, dark })
    await atHome(narrow)
    await picture(narrow.page, `catch-up-phone${look}`)
    expect(await screens(narrow.page)).toBeLessThanOrEqual(3)
    await readAll(narrow.page).scrollIntoViewIfNeeded()
    await picture(narrow.page, `catch-up-end-phone${look}`)
  }
})

test('each line opens its place and leads back to itself; what is read goes, also on the other device', async ({
  someone,
}) => {
  const on = await someone({ as: 'admin', size: small })
  const beside = await someone({ as: 'admin', size: desktop })
  await atHome(on)
  await atHome(beside)
  const { page } = on
  const news = part(page, 'Nieuws uit projecten').getByRole('link')
  await expect(news).toHaveCount(4)
  const line = news.filter({ hasText: 'Acht mensen helpen' })
  await line.scrollIntoViewIfNeeded()
  const before = (await line.boundingBox())?.y ?? 0
  await line.tap()
  await expect(page).toHaveURL(/\/kanaal\/x\.extra-handen\/b\//)
  await expect(log(page).getByText('Acht mensen helpen op het plein')).toBeVisible()
  await main(page).getByRole('link', { name: 'Terug' }).tap()
  await expect(line).toHaveCount(0)
  await expect(news).toHaveCount(3)
  await expect(page.locator(':focus')).toHaveAttribute('data-line', /^[ut]\//)
  const after = (await page.locator(':focus').boundingBox())?.y ?? 0
  expect(Math.abs(after - before)).toBeLessThan(4)
  await expect(part(beside.page, 'Nieuws uit projecten').getByRole('link')).toHaveCount(3)

  const plan = news.filter({ hasText: 'Lemelerveld' })
  await plan.tap()
  await expect(log(page)).toBeVisible()
  await page.goBack()
  await expect(page.locator(':focus')).toHaveAttribute('data-line', /./)
  await expect(part(page, 'Verder gepraat')).toBeAttached()
})

test('two at once: what one writes comes in where the other reads, and lists count the same', async ({
  someone,
}) => {
  const reader = await someone({ as: 'admin', size: desk })
  await atHome(reader)
  const link = await makeLink(reader.page, village)
  await atHome(reader)
  await catchUpOn(reader)
  const writer = await someone({ size: phone })
  await join(writer.page, link, 'Wandelaar')
  await write(writer.page, 'De wieken draaien weer.')
  const row = part(reader.page, 'Verder gepraat').getByRole('link', { name: /^Hoonhorst/ })
  await expect(row).toContainText('Wandelaar: De wieken draaien weer.', { timeout: 20_000 })
  await write(writer.page, 'Kom kijken.')
  await expect(row).toHaveAccessibleName(/2 nieuwe berichten/)
  const listed = reader.page.getByRole('complementary').getByRole('link', { name: /^Hoonhorst/ })
  await expect(listed).toHaveAccessibleName(/2 nieuwe berichten/)
  await expect(main(reader.page).getByText(/^2 nieuwe berichten van vandaag$/)).toBeVisible()

  await row.click()
  await toNewest(reader.page)
  await expect(log(reader.page).getByText('Kom kijken.')).toBeVisible()
  await reader.page.goBack()
  await expect(caughtUp(reader.page)).toBeVisible()
})

test('everything is read with one press, and what came meanwhile is not; until the toast goes it can be taken back', async ({
  someone,
}) => {
  const writer = await someone({ as: 'admin', size: desktop })
  const link = await makeLink(writer.page, village)
  await writer.page.goto(village)
  const reader = await someone({ size: small })
  const other = await someone({ size: small })
  await join(reader.page, link, 'Lezer')
  // Elsewhere, so that it is not read by being on the screen.
  await atHome(reader)
  await write(writer.page, 'Dit is er al.')
  const row = part(reader.page, 'Verder gepraat').getByRole('link', { name: /^Hoonhorst/ })
  await expect(row).toContainText('Dit is er al.', { timeout: 20_000 })
  await readAll(reader.page).tap()
  await expect(caughtUp(reader.page)).toBeVisible()
  await picture(reader.page, 'caught-up-phone')
  await undo(reader.page).tap()
  await expect(row).toContainText('Dit is er al.')

  await readAll(reader.page).tap()
  await expect(caughtUp(reader.page)).toBeVisible()
  await write(writer.page, 'En dit kwam erbij.')
  await expect(row).toContainText('En dit kwam erbij.', { timeout: 20_000 })
  await reader.page
    .getByRole('navigation')
    .getByRole('link', { name: /^Wie is wie/ })
    .tap()
  await expect(undo(reader.page)).toHaveCount(0)
  await other.context.addCookies(await reader.context.cookies())
  await other.page.goto('/')
  await expect(
    part(other.page, 'Verder gepraat').getByRole('link', { name: /^Hoonhorst/ }),
  ).toHaveAccessibleName(/1 nieuw bericht/)
})

test('one village or topic at a time, remembered on the device', async ({ someone, stack }) => {
  const one = await someone({ as: 'admin', size: small })
  const { page } = one
  await atHome(one)
  await catchUpOn(one)
  for (const channel of ['hoonhorst', 'oudleusen', 'dorpswebsites'])
    await fill(stack.mongoUrl, `x.${channel}`, 'x.wandelclub-nieuwleusen', 2)
  const talk = part(page, 'Verder gepraat').getByRole('link')
  await expect(talk).toHaveCount(3, { timeout: 20_000 })
  await main(page).getByRole('button', { name: 'Van: Alle dorpen en onderwerpen' }).tap()
  await picture(page, 'catch-up-filter-phone')
  await page.getByRole('menuitemradio', { name: 'Oudleusen' }).tap()
  await expect(talk).toHaveCount(1)
  await expect(talk).toContainText('Wandelclub Nieuwleusen: Regel 2')
  await page.reload()
  const chip = main(page).getByRole('button', { name: 'Niet alleen van Oudleusen' })
  await expect(chip).toBeVisible()
  await expect(talk).toHaveCount(1)
  // What is chosen shows, and is taken away by one press; by keyboard one goes on from the menu.
  await picture(page, 'catch-up-chosen-phone')
  await sound(page, 'catching up on one village')
  await chip.focus()
  await page.keyboard.press('Enter')
  const all = main(page).getByRole('button', { name: 'Van: Alle dorpen en onderwerpen' })
  await expect(all).toBeFocused()
  await expect(talk).toHaveCount(3)
  await all.tap()
  await page.getByRole('menuitemradio', { name: 'Oudleusen' }).tap()
  await expect(talk).toHaveCount(1)
  await readAll(page).tap()
  await expect(page.getByText('Er is niets nieuws van Oudleusen.')).toBeVisible()
  await main(page).getByRole('button', { name: 'Toon alles' }).tap()
  await expect(talk).toHaveCount(2)
})

test('what changed in a plan stands apart from news, with why, and opens where it was said', async ({
  someone,
}) => {
  const changer = await someone({ as: 'admin', size: desk })
  const link = await makeLink(changer.page, village)
  const reader = await someone({ size: small })
  await join(reader.page, link, 'Lezer van het plan')
  const { page } = reader
  await atHome(reader)
  await catchUpOn(reader)
  // One whose plan no other story keeps.
  const channelId = 'x.buiten-het-gemeentehuis'
  const change = async (command: string, input: object): Promise<string> => {
    const data = { commandId: randomUUID(), channelId, ...input }
    const answer = await (await changer.page.request.post(`/api/${command}`, { data })).json()
    expect(answer).toMatchObject({ ok: true })
    return data.commandId
  }
  const milestone = { sort: 'milestone', title: 'Zonnepanelen op de school', place: 1024 }
  const partId = planPartIdOf(await change('plan.add', { ...milestone, until: '2027-06-01' }))
  const reason = 'De leverancier is later.'
  await change('plan.change', { partId, set: { until: '2027-09-01' }, reason })

  const plans = part(page, 'Veranderd in plannen')
  const line = plans.getByRole('link').filter({ hasText: reason })
  await expect(line).toBeVisible({ timeout: 20_000 })
  await expect(line).toContainText('Zonnepanelen op de school')
  await expect(part(page, 'Nieuws uit projecten')).toHaveCount(0)
  await soundInAllThemes(page, 'catching up on plans')
  await picture(page, 'catch-up-plans-phone')
  await page.setViewportSize(desk)
  await picture(page, 'catch-up-plans-desktop')
  await page.setViewportSize(small)
  await line.tap()
  await expect(log(page).getByText(reason)).toBeVisible()
  await main(page).getByRole('link', { name: 'Terug' }).tap()
  await expect(plans).toHaveCount(0)
  await expect(caughtUp(page)).toBeVisible()
})

test('by keyboard alone: to a line and back to it, then everything read, and taken back', async ({
  someone,
  stack,
}) => {
  const one = await someone({ as: 'admin', size: desk })
  const { page } = one
  await atHome(one)
  await catchUpOn(one)
  await twoWeeksAway(stack.mongoUrl)
  await page.reload()
  await expect(part(page, 'Voor jou')).toBeVisible()
  const tabTo = async (selector: string) => {
    await expect(async () => {
      await page.keyboard.press('Tab')
      await expect(page.locator(':focus')).toHaveCount(1)
      expect(await page.locator(`${selector}:focus`).count()).toBe(1)
    }).toPass({ intervals: [0] })
  }
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await tabTo('a[data-line^="c/"]')
  await tabTo('a[data-line^="a/"]')
  await page.keyboard.press('Enter')
  await expect(log(page)).toBeVisible()
  await page.goBack()
  await expect(page.locator(':focus')).toHaveAttribute('data-line', /^[au]\//)
  await tabTo('button:has-text("Alles gelezen")')
  await page.keyboard.press('Space')
  await expect(caughtUp(page)).toBeVisible()
  await tabTo('button:has-text("Zet terug")')
  await page.keyboard.press('Enter')
  await expect(readAll(page)).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(readAll(page)).toBeFocused()
})

test('without a network it tells what was told last, and when that was', async ({ someone }) => {
  const one = await someone({ as: 'admin', size: small })
  const { page, context } = one
  await atHome(one)
  await expect(part(page, 'Verder gepraat')).toBeVisible()
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  await isKept(page, 'Hoonhorst')
  await context.setOffline(true)
  await page.reload()
  await expect(page.getByText(/^Dit had je om .* nog niet gelezen\.$/)).toBeVisible()
  await expect(part(page, 'Verder gepraat')).toBeVisible()
  await picture(page, 'catch-up-offline-phone')
  await context.setOffline(false)
  await expect(page.getByText(/^Dit had je om/)).toBeHidden({ timeout: 20_000 })
})

test('what can not be told now says so, and can be asked again', async ({ someone }) => {
  const { page } = await someone({ as: 'admin', size: small })
  const between = await standBetween(page)
  between.held.add('catchUp.read')
  await page.goto('/')
  await expect(main(page).getByRole('status').filter({ hasText: 'Even geduld' })).toBeVisible()
  between.held.clear()
  between.refused.add('catchUp.read')
  await page.reload()
  await expect(page.getByRole('alert')).toContainText('Kijken wat er nieuw is lukt nu niet')
  await sound(page, 'what is new, refused')
  between.refused.clear()
  await main(page).getByRole('button', { name: 'Probeer opnieuw' }).click()
  await expect(part(page, 'Verder gepraat')).toBeVisible()
})

for (const [where, size] of [
  ['the smallest phone', { width: 320, height: 640 }],
  ['a desktop at 200 %', { width: 640, height: 400 }],
  ['a desktop', desk],
] as const)
  test(`what is new is sound, large, whole and within reach on ${where}`, async ({ someone, stack }) => {
    await twoWeeksAway(stack.mongoUrl)
    const one = await someone({ as: 'admin', size })
    const { page } = one
    await atHome(one)
    await expect(part(page, 'Voor jou')).toBeVisible()
    expect({
      tooSmall: await tooSmall(page),
      tooFine: await tooFine(page),
      cutOff: await cutOff(page),
      unreachable: await unreachable(page),
    }).toEqual({ tooSmall: [], tooFine: [], cutOff: [], unreachable: [] })
    await soundInAllThemes(page, where)
  })
