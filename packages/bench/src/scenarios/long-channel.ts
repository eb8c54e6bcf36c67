import type { Page } from '@playwright/test'
import type { Figures, Scenario } from '../main.ts'
import { type House, inHouse, load, slowCpu, withPhone } from '../page/browser.ts'
import { fillChannel } from '../page/fill.ts'
import { longest, type Tasks, tasksDuring } from '../page/tasks.ts'

const channelId = 'x.hoonhorst'
/** Items that are scrolled over; the server gives no more than 300 pages of 50 in a minute. */
const scrolledOver = 5_000
const stepPx = 700
const everyMs = 50
const linkedBack = 1_000

type Seeded = { size: number; ids: readonly string[] }

/** A channel that is years old scrolls like one of yesterday. */
export const longChannel: Scenario = {
  name: 'long-channel',
  about: `scrolling up through ${scrolledOver} items of a channel of 100,000, and opening links into it`,
  run: async ({ say, sized }) =>
    inHouse(async (house) => {
      const size = sized(100_000)
      say(`making a channel of ${size} items …`)
      const authorIds = await peopleOf(house)
      const ids = await fillChannel({ mongoUrl: house.stack.mongoUrl, channelId, authorIds, size })
      const figures: Figures = { items: size }
      for (const cpu of [1, slowCpu]) {
        say(`scrolling at 1/${cpu} of this processor …`)
        Object.assign(figures, await measure(house, { size, ids }, cpu, sized(scrolledOver)))
      }
      return { ...figures, 'load of the machine, last minute': load() }
    }),
}

/** Cards that the content brought: who wrote what is seeded. */
const peopleOf = async ({ stack, cookies }: House): Promise<string[]> => {
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const response = await fetch(`${stack.url}/api/sync.history`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ channelId: 'directory', before: 1_000, limit: 200 }),
  })
  const { data } = (await response.json()) as { data: { items: { id: string }[] } }
  return data.items.map(({ id }) => id)
}

const measure = async (house: House, { size, ids }: Seeded, cpu: number, over: number): Promise<Figures> =>
  withPhone(house, { cpu, line: 'own' }, async (page) => {
    const during = (work: () => Promise<unknown>) => tasksDuring(house.browser, page, work)
    await page.goto(`/kanaal/${channelId}`)
    await page.locator('[role=log] article').last().waitFor()
    // What is fetched ahead is here by then.
    await page.waitForTimeout(5_000)
    const before = await heapOf(page)
    const up = await during(() => scrollUp(page, size - over))
    const after = await heapOf(page)
    const again = await during(() => back(page))
    const link = await during(async () => {
      await page.goto(`/kanaal/${channelId}/b/${ids.at(-linkedBack)}`)
      await page.locator(`[data-item="${ids.at(-linkedBack)}"]`).waitFor()
    })
    const of = `1/${cpu} of the processor`
    return {
      ...figuresOf(`${of}: scrolling up`, up),
      ...figuresOf(`${of}: back to the newest and up again`, again),
      ...figuresOf(`${of}: opening a link ${linkedBack} items back`, link),
      [`${of}: memory more for ${over} items, MB`]: Math.round((after - before) / 1e6),
    }
  })

const figuresOf = (what: string, { wall, cpu }: Tasks): Figures => ({
  [`${what}: longest task by the clock, ms (bar 100)`]: longest(wall),
  [`${what}: longest task in processor time, ms`]: longest(cpu),
  [`${what}: tasks of over 100 ms by the clock`]: wall.filter((ms) => ms > 100).length,
  [`${what}: tasks of over 100 ms in processor time`]: cpu.filter((ms) => ms > 100).length,
})

/** What is in use, after what is not any more was collected. */
const heapOf = async (page: Page): Promise<number> => {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await devtools.send('Runtime.getHeapUsage')
  await devtools.detach()
  return usedSize
}

/** Scrolls as a finger does that is in a hurry, until the wanted item is in view. */
const scrollUp = (page: Page, toSeq: number): Promise<void> =>
  page.evaluate(
    async ({ toSeq, stepPx, everyMs }) => {
      const scroller = document.querySelector('[role=log]')
      if (scroller === null) throw new Error('there is no conversation')
      const seqShown = () =>
        Math.min(
          ...[...scroller.querySelectorAll('article')].flatMap((article) => {
            const found = article.textContent?.match(/\((\d+)\)/)?.[1]
            return found === undefined ? [] : [Number(found)]
          }),
        )
      for (let steps = 1; ; steps++) {
        scroller.scrollBy(0, -stepPx)
        await new Promise((resolve) => setTimeout(resolve, everyMs))
        if (steps % 20 === 0 && seqShown() <= toSeq) return
        if (steps > 20_000) throw new Error(`scrolling ended at ${seqShown()}`)
      }
    },
    { toSeq, stepPx, everyMs },
  )

/** To the newest by the button, and some screens up again. */
const back = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const scroller = document.querySelector('[role=log]')
    const button = scroller?.parentElement?.querySelector<HTMLElement>(':scope > button:last-child')
    button?.click()
    for (let steps = 0; steps < 40; steps++) {
      await new Promise((resolve) => setTimeout(resolve, 50))
      scroller?.scrollBy(0, -350)
    }
  })
