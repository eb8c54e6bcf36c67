import { expect, it } from 'vitest'
import { browserTabs } from './browser.ts'
import type { TabNews, Tabs } from './ports.ts'

let names = 0
const twoTabs = (): [Tabs, Tabs] => {
  const name = `test-${process.pid}-${++names}`
  const [first, second] = [browserTabs(name), browserTabs(name)]
  if (!first || !second) throw new Error('locks and channels are missing here')
  return [first, second]
}

/** Resolves once this tab leads; `lost` when it leads no more. */
const leading = (tab: Tabs, steal = false) => {
  let end = () => {}
  const leads = new Promise<{ lost: Promise<void> }>((resolve) => {
    end = tab.lead((signal) => {
      const lost = new Promise<void>((gone) => signal.addEventListener('abort', () => gone()))
      resolve({ lost })
    }, steal)
  })
  return { leads, end: () => end() }
}

it('L12 lets one tab lead, and the next when it ends', async () => {
  const [first, second] = twoTabs()
  const one = leading(first)
  await one.leads
  let isLeading = false
  const two = leading(second)
  const led = two.leads.then(() => {
    isLeading = true
  })
  await new Promise((resolve) => setImmediate(resolve))
  expect(isLeading).toBe(false)
  one.end()
  await led
  two.end()
})

it('L12 lets a tab take over, and tells the one that led', async () => {
  const [first, second] = twoTabs()
  const one = leading(first)
  const { lost } = await one.leads
  const two = leading(second, true)
  await two.leads
  await lost
  two.end()
})

it('lets a tab that waits give up', async () => {
  const [first, second] = twoTabs()
  const one = leading(first)
  await one.leads
  const two = leading(second)
  two.end()
  one.end()
  const three = leading(first)
  await three.leads
  three.end()
})

it('brings news to the other tabs, and only to those', async () => {
  const [first, second] = twoTabs()
  const heard: TabNews[] = []
  first.onNews((news) => heard.push(news))
  const arrives = new Promise((resolve) => second.onNews(resolve))
  first.tell({ type: 'outboxChanged' })
  expect(await arrives).toEqual({ type: 'outboxChanged' })
  expect(heard).toEqual([])
})
