import type { TestDevice } from '@bijpraat/server/testing/push-service'
import type { BrowserContext, Page, Worker } from '@playwright/test'
import { expect } from './people.ts'

/**
 * Gives a page the subscription of a device, since a headless browser can't get one of its own; all else is the
 * browser's.
 */
export const subscribesAs = async (page: Page, { target }: TestDevice): Promise<void> => {
  await page.addInitScript(({ endpoint, p256dh, auth }) => {
    const bytes = (text: string) =>
      Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
    let held: object | null = null
    const subscribe = async ({ applicationServerKey }: { applicationServerKey: string }) => {
      held = {
        endpoint,
        options: { applicationServerKey: bytes(applicationServerKey).buffer },
        getKey: (name: string) => bytes(name === 'auth' ? auth : p256dh).buffer,
        unsubscribe: async () => {
          held = null
        },
      }
      return held
    }
    Object.assign(PushManager.prototype, { subscribe, getSubscription: async () => held })
  }, target)
}

const workerOf = async (context: BrowserContext): Promise<Worker> =>
  context.serviceWorkers()[0] ?? context.waitForEvent('serviceworker')

/** What a push service does in the end: hands the browser what it was sent. */
export const deliver = async (page: Page, message: unknown): Promise<void> => {
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  const tools = await page.context().newCDPSession(page)
  const registered = new Promise<string>((resolve) => {
    tools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [found] = registrations.filter(({ isDeleted }) => !isDeleted)
      if (found) resolve(found.registrationId)
    })
  })
  await tools.send('ServiceWorker.enable')
  const registrationId = await registered
  const { origin } = new URL(page.url())
  await tools.send('ServiceWorker.deliverPushMessage', {
    origin,
    registrationId,
    data: typeof message === 'string' ? message : JSON.stringify(message),
  })
  await tools.detach()
}

/** The notifications that the device shows. */
export const shown = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready
    const all = await registration.getNotifications()
    return all.map(({ title, body, tag, lang }) => ({ title, body, tag, lang }))
  })

export const shows = (page: Page, expected: object[]): Promise<void> =>
  expect.poll(() => shown(page)).toMatchObject(expected)

/** Presses a notification: no tool reaches the system's own, so that the worker is told as the system would. */
export const press = async (context: BrowserContext, tag: string): Promise<void> => {
  const worker = await workerOf(context)
  await worker.evaluate(async (of) => {
    const self = globalThis as unknown as {
      registration: ServiceWorkerRegistration
      NotificationEvent: new (name: string, init: { notification: Notification }) => Event
      dispatchEvent: (event: Event) => void
    }
    const [notification] = await self.registration.getNotifications({ tag: of })
    if (!notification) throw new Error('it is not shown')
    const event = new self.NotificationEvent('notificationclick', { notification })
    // Only the browser's own events may keep a worker alive; this one is kept so by us.
    Object.assign(event, { waitUntil: () => undefined })
    self.dispatchEvent(event)
  }, tag)
}
