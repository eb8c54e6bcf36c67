import type { Page } from '@playwright/test'
import { expect } from './people.ts'

/** All that the app keeps in the browser's database of a kind, as text; empty when it keeps nothing. */
const kept = (page: Page, what: 'items' | 'outbox'): Promise<string> =>
  page.evaluate(async (store) => {
    const databases = await indexedDB.databases()
    if (!databases.some(({ name }) => name === 'bijpraat')) return ''
    return new Promise<string>((resolve) => {
      indexedDB.open('bijpraat').onsuccess = ({ target }) => {
        const db = (target as IDBOpenDBRequest).result
        db.transaction(store).objectStore(store).getAll().onsuccess = (answer) => {
          resolve(JSON.stringify((answer.target as IDBRequest).result))
          db.close()
        }
      }
    })
  }, what)

/** The app is on the device: its files, and what it keeps of the conversation. */
export const isKept = async (page: Page, text: string): Promise<void> => {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  await expect.poll(() => kept(page, 'items')).toContain(text)
}

/** What was written without a network would survive the end of the browser. */
export const isOwed = (page: Page, text: string): Promise<void> =>
  expect.poll(() => kept(page, 'outbox')).toContain(text)

export const isKeptNoMore = (page: Page): Promise<void> => expect.poll(() => kept(page, 'items')).toBe('')

/** From now on the device is full. DevTools can't make it so in this browser, so the writing itself fails. */
export const fillDisk = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const fail = (): never => {
      throw new DOMException('no room', 'QuotaExceededError')
    }
    Object.assign(IDBObjectStore.prototype, { add: fail, put: fail })
  })
