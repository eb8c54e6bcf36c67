import type { Page } from '@playwright/test'
import type { Figures, Scenario } from '../main.ts'
import { type House, inHouse, load, slowCpu, withPhone } from '../page/browser.ts'
import { answers, longest, noteAnswers, tasksDuring } from '../page/tasks.ts'

const rounds = 10
const channelName = 'Hoonhorst'

type Tap = { name: string; act: (page: Page) => Promise<unknown> }

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

/** What one does all day, in an order that comes back to where it began. */
const taps: readonly Tap[] = [
  {
    name: 'opening a channel',
    act: async (page) => {
      await page.getByRole('main').getByRole('link', { name: channelName }).first().tap()
      await page.locator('[role=log] article').last().waitFor()
    },
  },
  {
    name: 'writing a letter',
    act: async (page) => {
      await page.getByRole('textbox', { name: /^Schrijf aan/ }).focus()
      await page.keyboard.press('H')
    },
  },
  {
    name: 'sending',
    act: async (page) => {
      await button(page, 'Stuur').tap()
      await page.waitForFunction(() => document.querySelector('textarea')?.value === '')
    },
  },
  {
    name: 'opening a menu',
    act: async (page) => {
      await page.locator('[role=log] button[aria-haspopup=menu]').last().tap()
      await page.getByRole('menu').waitFor()
    },
  },
  {
    name: 'closing a menu',
    act: async (page) => {
      await page.keyboard.press('Escape')
      await page.getByRole('menu').waitFor({ state: 'detached' })
    },
  },
  {
    name: 'going back',
    act: async (page) => {
      await page.getByRole('main').getByRole('link', { name: 'Terug' }).tap()
      await page.getByRole('main').getByRole('link', { name: channelName }).first().waitFor()
    },
  },
  {
    name: 'another place',
    act: async (page) => {
      await page.getByRole('link', { name: 'Wie is wie' }).last().tap()
      await page.getByRole('heading', { name: 'Wie is wie' }).waitFor()
    },
  },
  {
    name: 'the first place again',
    act: async (page) => {
      await page.getByRole('link', { name: 'Kanalen' }).last().tap()
      await page.getByRole('main').getByRole('link', { name: channelName }).first().waitFor()
    },
  },
]

/** From a touch to the next picture, on a phone four times slower than this machine. */
export const tapAnswers: Scenario = {
  name: 'taps',
  about: `from a touch to the next picture, ${rounds} rounds through what one does all day, on a slow phone`,
  run: async ({ say }) =>
    inHouse(async (house) => {
      const figures: Figures = {}
      for (const cpu of [1, slowCpu]) {
        say(`tapping at 1/${cpu} of this processor …`)
        Object.assign(figures, await measure(house, cpu))
      }
      return { ...figures, 'load of the machine, last minute': load() }
    }),
}

const measure = (house: House, cpu: number): Promise<Figures> =>
  withPhone(house, { cpu, line: 'own' }, async (page) => {
    await noteAnswers(page)
    await page.goto('/kanalen')
    await page.getByRole('main').getByRole('link', { name: channelName }).first().waitFor()
    // What is fetched ahead is here by then.
    await page.waitForTimeout(5_000)
    const taken = new Map<string, number[]>(taps.map(({ name }) => [name, []]))
    const goRound = async () => {
      for (const { name, act } of taps) {
        await answers(page)
        await act(page)
        taken.get(name)?.push(Math.max(0, ...(await answers(page))))
      }
    }
    const tasks = await tasksDuring(house.browser, page, async () => {
      for (let round = 0; round < rounds; round++) await goRound()
    })
    const all = [...taken.values()].flat()
    const of = `1/${cpu} of the processor`
    const each = [...taken].map(([name, ms]) => [
      `${of}: ${name}, median and worst ms`,
      `${at(ms, 0.5)}, ${at(ms, 1)}`,
    ])
    return {
      [`${of}: all, 95th percentile, ms (bar 200)`]: at(all, 0.95),
      [`${of}: all, worst, ms`]: at(all, 1),
      [`${of}: longest task in processor time, ms`]: longest(tasks.cpu),
      ...Object.fromEntries(each),
    }
  })

const at = (values: readonly number[], part: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN)
}
