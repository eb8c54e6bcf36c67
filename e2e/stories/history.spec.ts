import type { Page } from '@playwright/test'
import { log, toNewest } from '../acts.ts'
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
