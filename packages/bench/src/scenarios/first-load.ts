import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { BrowserContext, Page } from '@playwright/test'
import type { Figures, Scenario } from '../main.ts'
import { median } from '../measure.ts'
import { type House, inHouse, load, slowCpu, withPhone } from '../page/browser.ts'
import { tasksDuring } from '../page/tasks.ts'

const rounds = 7
const channel = '/kanaal/x.hoonhorst'

type Visit = {
  /** From pressing the link until there is something to read and to write in, ms. */
  first: number
  /** The same once more, from the device without a network. */
  second: number
  /** What came over the network until then, and in how many requests. */
  bytes: number
  requests: number
  /** What the page's own thread took until then, ms. */
  cpu: number
  cpuSecond: number
}

/** How long a person waits until a channel can be written in: first visit, and from the device without a network. */
export const firstLoad: Scenario = {
  name: 'first-load',
  about: `from pressing a link to a usable composer, ${rounds} fresh browsers each, on a slow phone and on this machine`,
  run: async ({ say }) =>
    inHouse(async (house) => {
      const figures: Figures = sizes(house.stack.clientDir)
      for (const slow of [true, false]) {
        const on = slow ? 'slow phone' : 'this machine'
        say(`opening a channel on ${on} …`)
        const visits: Visit[] = []
        for (let round = 0; round < rounds; round++) visits.push(await visit(house, slow))
        Object.assign(figures, summary(on, visits))
      }
      return { ...figures, 'load of the machine, last minute': load() }
    }),
}

const summary = (on: string, visits: readonly Visit[]): Figures => {
  const of = (which: keyof Visit) => visits.map((one) => one[which])
  return {
    [`${on}: first load, median ms (bar 2500)`]: Math.round(median(of('first'))),
    [`${on}: first load, best and worst ms`]: bestAndWorst(of('first')),
    [`${on}: first load, processor time of the page, median ms`]: Math.round(median(of('cpu'))),
    [`${on}: first load, bytes`]: median(of('bytes')),
    [`${on}: first load, requests`]: median(of('requests')),
    [`${on}: second load, offline, median ms (bar 1000)`]: Math.round(median(of('second'))),
    [`${on}: second load, offline, best and worst ms`]: bestAndWorst(of('second')),
    [`${on}: second load, processor time of the page, median ms`]: Math.round(median(of('cpuSecond'))),
  }
}

const bestAndWorst = (ms: readonly number[]) =>
  `${Math.round(Math.min(...ms))}, ${Math.round(Math.max(...ms))}`

/** What the page itself names, and all that is fetched ahead or kept on the device. */
const sizes = (clientDir: string): Figures => {
  const html = readFileSync(join(clientDir, 'index.html'), 'utf8')
  const assets = join(clientDir, 'assets')
  const all = readdirSync(assets)
  const named = all.filter((name) => html.includes(name) && !name.endsWith('.br'))
  const sum = (names: readonly string[], size: (name: string) => number) =>
    names.reduce((total, name) => total + size(name), 0)
  const gzipped = (name: string) => gzipSync(readFileSync(join(assets, name))).length
  const sent = (name: string) => readFileSync(join(assets, `${name}.br`)).length
  const scripts = (names: readonly string[]) => names.filter((name) => name.endsWith('.js'))
  return {
    'JavaScript of the first page, gzipped bytes (bar 180000)': sum(scripts(named), gzipped),
    'JavaScript of the first page, bytes as sent': sum(scripts(named), sent),
    'JavaScript in all, gzipped bytes': sum(scripts(all), gzipped),
    'CSS of the first page, bytes as sent': sum(
      named.filter((name) => name.endsWith('.css')),
      sent,
    ),
  }
}

const visit = (house: House, slow: boolean): Promise<Visit> =>
  withPhone(house, { cpu: slow ? slowCpu : 1, line: slow ? 'bad' : 'own' }, async (page, context) => {
    const came = await countArrivals(page, context)
    await page.addInitScript(noteWhenUsable)
    let arrived = came()
    const open = () =>
      tasksDuring(house.browser, page, async () => {
        await usableAt(page)
        arrived = came()
      })
    const first = await open()
    const { bytes, requests } = arrived
    const firstMs = await usableAfter(page)
    await page.evaluate(async () => void (await navigator.serviceWorker.ready))
    await page.waitForFunction(isCopied)
    await context.setOffline(true)
    const second = await open()
    return {
      first: firstMs,
      second: await usableAfter(page),
      bytes,
      requests,
      cpu: first.cpuInAll,
      cpuSecond: second.cpuInAll,
    }
  })

const usableAt = async (page: Page): Promise<void> => {
  await page.goto(channel, { waitUntil: 'commit' })
  await usableAfter(page)
}

/** What has come over the network until it is asked. */
const countArrivals = async (page: Page, context: BrowserContext) => {
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.enable')
  let bytes = 0
  let requests = 0
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
    requests += 1
  })
  devtools.on('Network.webSocketFrameReceived', ({ response }) => {
    bytes += response.payloadData.length
  })
  return () => ({ bytes, requests })
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
