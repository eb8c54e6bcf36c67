import type { Page } from '@playwright/test'
import { join, log, makeLink, seesOnce, toNewest, write } from '../acts.ts'
import { fill } from '../chatter.ts'
import { desktop, expect, test } from '../people.ts'

const channelId = 'x.lemelerveld'
const path = `/kanaal/${channelId}`

/** Where a line stands on screen. */
const topOf = async (page: Page, text: string): Promise<number> =>
  (await log(page).getByText(text, { exact: true }).boundingBox({ timeout: 5_000 }))?.y ?? Number.NaN

/** Turning the wheel is answered before the page has moved. */
const rest = (page: Page): Promise<void> =>
  log(page).evaluate(async (element) => {
    let at = -1
    for (let still = 0; still < 10; still = element.scrollTop === at ? still + 1 : 0) {
      at = element.scrollTop
      await new Promise(requestAnimationFrame)
    }
  })

test('older messages come when scrolling up, and nothing jumps', async ({ someone, stack }) => {
  await fill(stack.mongoUrl, channelId, 'x.dorpsbelang-lemelerveld', 300)
  const { page } = await someone({ as: 'admin', size: desktop })
  await page.goto(path)
  await toNewest(page)
  await expect(log(page).getByText('Regel 300', { exact: true })).toBeInViewport()

  await log(page).hover()
  const seen = () =>
    log(page)
      .getByText(/^Regel \d+$/)
      .allInnerTexts()
  const lowest = async () => Math.min(...(await seen()).map((text) => Number(text.split(' ')[1])))
  await expect(async () => {
    await page.mouse.wheel(0, -900)
    expect(await lowest()).toBeLessThan(150)
  }).toPass({ timeout: 30_000 })

  await rest(page)
  // Something that is on screen now must stay where it is while older pages come in above it.
  const first = (await seen())[Math.floor((await seen()).length / 2)] ?? ''
  const before = await topOf(page, first)
  await page.mouse.wheel(0, -40)
  await expect.poll(async () => Math.abs((await topOf(page, first)) - before - 40)).toBeLessThan(3)
})

test('a link to a message opens there, also when it is far back', async ({ someone, stack }) => {
  const ids = await fill(stack.mongoUrl, channelId, 'x.dorpsbelang-lemelerveld', 200)
  const { page } = await someone({ as: 'admin' })
  await page.goto(`${path}/b/${ids[20]}`)
  await expect(log(page).getByText('Regel 21', { exact: true }).first()).toBeInViewport()
  await page.goto(`${path}/b/bestaat-niet`)
  await expect(page.getByText('Dit bericht is er niet meer')).toBeVisible()
})

test('who is at the newest stays there; who is a little above it is told of what comes in below', async ({
  someone,
  stack,
}) => {
  await fill(stack.mongoUrl, channelId, 'x.dorpsbelang-lemelerveld', 40)
  const reader = await someone({ as: 'admin', size: desktop })
  const writer = await someone()
  await join(writer.page, await makeLink(reader.page, path), 'Bewoner')
  await reader.page.goto(path)
  await toNewest(reader.page)
  await expect(log(reader.page).getByText('Regel 40', { exact: true })).toBeInViewport()
  // What is new begins above what a page opens with. Once that came in too it is a press away, and moves nobody.
  const above = reader.page.getByRole('button', { name: 'nieuw hierboven' })
  await expect(above).toBeVisible()
  await expect
    .poll(() => log(reader.page).evaluate((element) => element.scrollHeight / element.clientHeight))
    .toBeGreaterThan(3)
  await expect(log(reader.page).getByText('Regel 40', { exact: true })).toBeInViewport()
  await above.click()
  await expect(log(reader.page).getByText('Vanaf hier nieuw')).toBeInViewport()
  await expect(above).toBeHidden()
  await toNewest(reader.page)

  await write(writer.page, 'Dit komt er onderaan bij.')
  await seesOnce(reader.page, 'Dit komt er onderaan bij.')
  await reader.page.setViewportSize({ width: desktop.width, height: desktop.height - 200 })
  await seesOnce(reader.page, 'Dit komt er onderaan bij.')
  await write(writer.page, 'En dit ook.')
  await seesOnce(reader.page, 'En dit ook.')

  const news = reader.page.getByRole('button', { name: /nieuwe? bericht/ })
  await log(reader.page).hover()
  await reader.page.mouse.wheel(0, -150)
  await rest(reader.page)
  await expect(news).toBeHidden()
  const line = log(reader.page).getByText('En dit nog lager.', { exact: true })
  await write(writer.page, 'En dit nog lager.')
  await expect(line).toHaveCount(1)
  await expect(line).not.toBeInViewport()
  await news.click()
  await expect(line).toBeInViewport()
})
