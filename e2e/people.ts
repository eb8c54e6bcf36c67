import { type Browser, type BrowserContext, test as base, chromium, type Page } from '@playwright/test'
import { join } from './acts.ts'
import { putNewerClient } from './newer-client.ts'
import { type Stack, startStack } from './stack.ts'

export const phone = { width: 390, height: 844 }
export const desktop = { width: 1440, height: 900 }

export type Someone = { page: Page; context: BrowserContext }
type Wish = {
  /** With the session of the administrator; without it nobody is signed in. */
  as?: 'admin'
  size?: { width: number; height: number }
  dark?: boolean
  language?: 'nl-NL' | 'en-GB'
}

type Fixtures = {
  /** Opens a browser of their own for someone: a fresh profile, as on their own device. */
  someone: (wish?: Wish) => Promise<Someone>
  /** Puts a newer version of the client there, until the story ends. */
  renewClient: (version: string) => void
}
type WorkerFixtures = {
  stack: Stack
  chrome: Browser
  /** The first administrator, made once: the address to sign in with. */
  admin: { address: string; cookies: Cookies }
}
type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>

/** Stories share one stack and one browser process; each person has a profile of their own. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  stack: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are asked for from the pattern
    async ({}, use) => {
      const stack = await startStack()
      await use(stack)
      await stack.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  chrome: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => {
      const browser = await chromium.launch({
        ...(process.env.BIJPRAAT_CHROMIUM ? { executablePath: process.env.BIJPRAAT_CHROMIUM } : {}),
        args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
      })
      await use(browser)
      await browser.close()
    },
    { scope: 'worker' },
  ],
  admin: [
    async ({ chrome, stack }, use) => {
      const context = await chrome.newContext({ baseURL: stack.url, locale: 'nl-NL' })
      const address = await join(await context.newPage(), stack.firstAdmin, 'Beheerder')
      const cookies = await context.cookies()
      await context.close()
      await use({ address, cookies })
    },
    { scope: 'worker' },
  ],
  renewClient: async ({ stack }, use) => {
    const putBack: (() => void)[] = []
    await use((version) => void putBack.push(putNewerClient(stack.clientDir, version)))
    for (const back of putBack.reverse()) back()
  },
  someone: async ({ chrome, stack, admin }, use) => {
    const contexts: BrowserContext[] = []
    const forbidden: string[] = []
    await use(async ({ as, size = phone, dark = false, language = 'nl-NL' } = {}) => {
      const context = await chrome.newContext({
        baseURL: stack.url,
        viewport: size,
        hasTouch: size.width < 600,
        locale: language,
        timezoneId: 'Europe/Amsterdam',
        colorScheme: dark ? 'dark' : 'light',
        reducedMotion: 'reduce',
      })
      if (as === 'admin') await context.addCookies(admin.cookies)
      contexts.push(context)
      watchRequests(context, stack.url, (what) => forbidden.push(what))
      return { page: await context.newPage(), context }
    })
    for (const context of contexts) await context.close()
    base
      .expect(forbidden, 'requests to other hosts, and what the content security policy refused')
      .toEqual([])
  },
})

/** No page asks any host but our own for anything, and none needs an exception from the policy. */
const watchRequests = (context: BrowserContext, own: string, tell: (what: string) => void) => {
  const { host } = new URL(own)
  const check = (address: string) => {
    const url = new URL(address)
    if (/^(http|ws)s?:$/.test(url.protocol) && url.host !== host) tell(address)
  }
  context.on('request', (request) => check(request.url()))
  context.on('page', (page) => page.on('websocket', (socket) => check(socket.url())))
  context.on('console', (message) => {
    // axe makes style sheets in the page that it looks at; what it says has no address, what a page does has.
    const isOfAxe = message.location().url === '' && message.text().startsWith('Applying inline style')
    if (!isOfAxe && /Content Security Policy/i.test(message.text())) tell(message.text())
  })
}

export { expect } from '@playwright/test'
