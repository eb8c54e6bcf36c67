import { loadavg } from 'node:os'
import { type Stack, startStack } from '@bijpraat/e2e/stack'
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { ensureChromium } from '../../../../scripts/browser.mjs'

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>

/** The product as it is built, a browser, and someone who is signed in. */
export type House = { stack: Stack; browser: Browser; cookies: Cookies }

const phone = { width: 390, height: 844 }

/** 1.6 Mbit/s, 150 ms there and back. */
const badLine = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 94_000 }

/** Four times slower than this machine. */
export const slowCpu = 4

export const inHouse = async <T>(run: (house: House) => Promise<T>): Promise<T> => {
  const stack = await startStack()
  try {
    const executablePath = await ensureChromium(new AbortController().signal)
    const args = ['--no-sandbox', '--disable-gpu']
    const browser = await chromium.launch({ executablePath, args })
    try {
      return await run({ stack, browser, cookies: await signIn(browser, stack) })
    } finally {
      await browser.close()
    }
  } finally {
    await stack.stop()
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

type Wish = { cpu: number; line: 'bad' | 'own' }

/** A page on a phone of the given slowness, signed in, that was never here before. */
export const withPhone = async <T>(
  { stack, browser, cookies }: House,
  { cpu, line }: Wish,
  run: (page: Page, context: BrowserContext) => Promise<T>,
): Promise<T> => {
  const context = await browser.newContext({
    baseURL: stack.url,
    locale: 'nl-NL',
    viewport: phone,
    hasTouch: true,
  })
  try {
    await context.addCookies(cookies)
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await devtools.send('Network.enable')
    if (line === 'bad') await devtools.send('Network.emulateNetworkConditions', badLine)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: cpu })
    return await run(page, context)
  } finally {
    await context.close()
  }
}

/** How busy the machine was in the last minute: what is measured in a browser is worth as much as that is low. */
export const load = (): number => Math.round((loadavg()[0] ?? 0) * 10) / 10
