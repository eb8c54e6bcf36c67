import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Stack, startStack } from '@bijpraat/e2e/stack'
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { ensureChromium } from '../../../../scripts/browser.mjs'
import type { Figures, Scenario } from '../main.ts'
import { median } from '../measure.ts'

const rounds = 7
const channel = '/kanaal/x.hoonhorst'
const phone = { width: 390, height: 844 }

/** A cheap phone on a bad line: four times slower than this machine, 1.6 Mbit/s, 150 ms there and back. */
const badLine = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 94_000 }
const slowPhone = { rate: 4 }

type Wish = { slow: boolean }
type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>

/** How long a person waits until a channel can be written in: first visit, and from the device without a network. */
export const firstLoad: Scenario = {
  name: 'first-load',
  about: `from pressing a link to a usable composer, ${rounds} fresh browsers each, on a slow phone and on this machine`,
  run: async ({ say }) => {
    const stack = await startStack()
    const executablePath = await ensureChromium(new AbortController().signal)
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
    try {
      const cookies = await signIn(browser, stack)
      const figures: Figures = sizes(stack.clientDir)
      for (const slow of [true, false]) {
        const on = slow ? 'slow phone' : 'this machine'
        say(`opening a channel on ${on} …`)
        const visits = []
        for (let round = 0; round < rounds; round++)
          visits.push(await visit(browser, stack, cookies, { slow }))
        Object.assign(
          figures,
          summary(
            `${on}: first load`,
            visits.map(({ first }) => first),
          ),
        )
        Object.assign(
          figures,
          summary(
            `${on}: second load, offline`,
            visits.map(({ second }) => second),
          ),
        )
      }
      return figures
    } finally {
      await browser.close()
      await stack.stop()
    }
  },
}

const summary = (name: string, values: number[]): Figures => ({
  [`${name}, median ms`]: Math.round(median(values)),
  [`${name}, worst ms`]: Math.round(Math.max(...values)),
})

/** What the page itself names, and all that is fetched ahead or kept on the device; gzipped as it travels. */
const sizes = (clientDir: string): Figures => {
  const html = readFileSync(join(clientDir, 'index.html'), 'utf8')
  const assets = join(clientDir, 'assets')
  const gzipped = (names: string[], end: string) =>
    names
      .filter((name) => name.endsWith(end))
      .reduce((total, name) => total + gzipSync(readFileSync(join(assets, name))).length, 0)
  const all = readdirSync(assets)
  const named = all.filter((name) => html.includes(name))
  return {
    'JavaScript of the first page, gzipped bytes': gzipped(named, '.js'),
    'JavaScript in all, gzipped bytes': gzipped(all, '.js'),
    'CSS of the first page, gzipped bytes': gzipped(named, '.css'),
  }
}

const signIn = async (browser: Browser, stack: Stack): Promise<Cookies> => {
  const context = await browser.newContext({ locale: 'nl-NL' })
  const page = await context.newPage()
  await page.goto(stack.firstAdmin)
  await page.getByLabel('Hoe heet je?').fill('Beheerder')
  await page.getByLabel('Je mailadres').fill('beheerder@voorbeeld.test')
  await page.getByRole('button', { name: 'Doe mee' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/uitnodiging'))
  const cookies = await context.cookies()
  await context.close()
  return cookies
}

const visit = async (browser: Browser, stack: Stack, cookies: Cookies, { slow }: Wish) => {
  const context = await browser.newContext({ baseURL: stack.url, locale: 'nl-NL', viewport: phone })
  try {
    await context.addCookies(cookies)
    const page = await context.newPage()
    if (slow) {
      const devtools = await context.newCDPSession(page)
      await devtools.send('Network.enable')
      await devtools.send('Network.emulateNetworkConditions', badLine)
      await devtools.send('Emulation.setCPUThrottlingRate', slowPhone)
    }
    await page.addInitScript(noteWhenUsable)
    await page.goto(channel, { waitUntil: 'commit' })
    const first = await usableAfter(page)
    await page.evaluate(async () => void (await navigator.serviceWorker.ready))
    await page.waitForFunction(isCopied)
    await context.setOffline(true)
    await page.goto(channel, { waitUntil: 'commit' })
    return { first, second: await usableAfter(page) }
  } finally {
    await context.close()
  }
}

/** In the page: when the composer could be typed in and what was said was on screen, in ms since the navigation. */
const noteWhenUsable = () => {
  const look = () => {
    const composer = document.querySelector('textarea')
    const isUsable = composer !== null && !composer.disabled && document.querySelector('[role=log] article')
    if (isUsable) Object.assign(window, { usableAfter: performance.now() })
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

const usableAfter = async (page: Page): Promise<number> => {
  const noted = await page.waitForFunction(() => (window as { usableAfter?: number }).usableAfter)
  const ms = await noted.jsonValue()
  if (ms === undefined) throw new Error('the page did not note when it was usable')
  return ms
}

/** In the page: the copy is on the device. */
const isCopied = () =>
  new Promise<boolean>((resolve) => {
    indexedDB.open('bijpraat').onsuccess = ({ target }) => {
      const db = (target as IDBOpenDBRequest).result
      db.transaction('items').objectStore('items').count().onsuccess = (counted) => {
        resolve((counted.target as IDBRequest<number>).result > 0)
        db.close()
      }
    }
  })
